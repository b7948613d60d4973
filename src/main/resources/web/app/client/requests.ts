import { RefusedError, UnconfirmedError } from "./errors.js";
import type { ClientFrame, Done, ErrorFrame, ReportMessageSent, Refusal } from "./frame.js";
import { backOff, Timer } from "./time.js";

/** More that wait for an answer are not taken. */
const WAITING_MAX = 1_000;
const REPEAT_MS = 1_000;
const REPEAT_MAX_MS = 10_000;

export type Answer = ReportMessageSent | Done;

interface Request {
  frame: ClientFrame & { ref: string };
  /** Put on the wire at least once. */
  said: boolean;
  repeats: number;
  readonly repeat: Timer;
  /** Listens to the signal no more. */
  deaf?: () => void;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/**
 * What was asked and is not answered yet, in the order asked. All of it may be repeated: sends carry a key, receipts
 * only fill what is unset. So it is said again in every new conversation, and after an answer that decides nothing.
 */
export class Requests {
  readonly #all = new Map<string, Request>();
  readonly #say: (frame: ClientFrame) => boolean;
  #limit = Infinity;

  /** @param say whether it was put on the wire */
  constructor(say: (frame: ClientFrame) => boolean) {
    this.#say = say;
  }

  ask(ref: string, frame: ClientFrame, signal?: AbortSignal): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request: Request = { frame: { ...frame, ref }, said: false, repeats: 0, repeat: new Timer(), resolve, reject };
      if (this.#all.size >= WAITING_MAX) {
        reject(refused(request, { code: "rateLimited", message: `${WAITING_MAX} requests wait for an answer` }));
        return;
      }
      const abort = () => {
        this.#forget(request);
        reject(unconfirmed(request, "aborted", signal?.reason));
      };
      if (signal?.aborted) {
        abort();
        return;
      }
      signal?.addEventListener("abort", abort);
      request.deaf = () => signal?.removeEventListener("abort", abort);
      this.#all.set(ref, request);
      this.#put(request);
    });
  }

  /** A new conversation: all is said again, in order. */
  opened(frameLimit: number): void {
    this.#limit = frameLimit;
    for (const request of [...this.#all.values()]) {
      request.repeat.clear();
      this.#put(request);
    }
  }

  /** Whether somebody waits for this. */
  answered(frame: ReportMessageSent | Done | ErrorFrame): boolean {
    const request = this.#all.get(frame.ref ?? "");
    if (!request) return false;
    const refusal = frame.type === "error" ? frame : frame.type === "done" || frame.success ? undefined : frame.error;
    if (refusal === undefined) {
      this.#forget(request);
      request.resolve(frame as Answer);
    } else if (refusal.code === "unavailable" || refusal.code === "rateLimited") {
      request.repeat.set(backOff(request.repeats++, REPEAT_MS, REPEAT_MAX_MS), () => this.#put(request));
    } else {
      this.#refuse(request, refusal);
    }
    return true;
  }

  /** One of those under way was too large: the largest. */
  tooLarge(): void {
    let largest: Request | undefined;
    for (const request of this.#all.values()) {
      if (request.said && (!largest || sizeOf(request) > sizeOf(largest))) largest = request;
    }
    if (largest) this.#refuse(largest, { code: "tooLarge", message: "the frame is too large" });
  }

  /** Nobody will say them again. */
  end(why: string): void {
    for (const request of [...this.#all.values()]) {
      this.#forget(request);
      request.reject(unconfirmed(request, why));
    }
  }

  #put(request: Request): void {
    if (sizeOf(request) > this.#limit) {
      this.#refuse(request, { code: "tooLarge", message: `a frame has at most ${this.#limit} characters` });
    } else if (this.#say(request.frame)) {
      request.said = true;
    }
  }

  #refuse(request: Request, refusal: Refusal): void {
    this.#forget(request);
    request.reject(refused(request, refusal));
  }

  #forget(request: Request): void {
    request.repeat.clear();
    request.deaf?.();
    this.#all.delete(request.frame.ref);
  }
}

const refused = (request: Request, refusal: Refusal) => new RefusedError(refusal, keyOf(request));

const unconfirmed = (request: Request, why: string, cause?: unknown) =>
  new UnconfirmedError(
    request.said ? `${why}: it may have been done, no answer came` : `${why}: nothing was sent`,
    request.said,
    keyOf(request),
    cause,
  );

const keyOf = ({ frame }: Request) => (frame.type === "sendReportMessage" ? frame.clientMessageId : undefined);
const sizeOf = ({ frame }: Request) => JSON.stringify(frame).length;
