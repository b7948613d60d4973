import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";
import type { ClientFrame, ServerFrame } from "../../main/resources/web/app/client/frame.js";
import type { ReportMessage } from "../../main/resources/web/app/client/message.js";

export const USER = "65f0c1a2b3c4d5e6f7a8b9c0";
export const ADMIN = "65f0c1a2b3c4d5e6f7a8b9d1";

type FrameOf<T extends ClientFrame["type"]> = Extract<ClientFrame, { type: T }>;

function tokenOf({ headers }: IncomingMessage): string | undefined {
  const offered = headers["sec-websocket-protocol"]?.split(",").map((one) => decodeURIComponent(one.trim()));
  return offered?.find((one) => one.startsWith("quarkus-http-upgrade#"))?.replace(/.*Bearer /, "");
}

/** A conversation as the server sees it. */
export class Peer {
  readonly said: ClientFrame[] = [];
  readonly closed: Promise<number>;
  readonly #news = new EventEmitter();

  constructor(
    readonly socket: WebSocket,
    readonly request: IncomingMessage,
  ) {
    this.closed = new Promise((resolve) => socket.on("close", resolve));
    socket.on("message", (data) => {
      this.said.push(JSON.parse(String(data)) as ClientFrame);
      this.#news.emit("said");
    });
  }

  get token(): string | undefined {
    return tokenOf(this.request);
  }

  say(...frames: ServerFrame[]): void {
    for (const frame of frames) this.socket.send(JSON.stringify(frame));
  }

  /** The `count`-th frame of the type, when it is there. */
  async heard<T extends ClientFrame["type"]>(type: T, count = 1): Promise<FrameOf<T>> {
    for (;;) {
      const found = this.said.filter((frame) => frame.type === type)[count - 1];
      if (found) return found as FrameOf<T>;
      await once(this.#news, "said");
    }
  }

  all<T extends ClientFrame["type"]>(type: T): FrameOf<T>[] {
    return this.said.filter((frame) => frame.type === type) as FrameOf<T>[];
  }

  /** As when the process is killed: no close frame. */
  cut(): void {
    this.socket.terminate();
  }
}

/** A server that does what a test says, and what a room needs if `answering`. */
export class FakeServer {
  readonly peers: Peer[] = [];
  readonly #http: Server;
  readonly #sockets: WebSocketServer;
  readonly #news = new EventEmitter();
  readonly #connections = new Set<Socket>();
  readonly room: ReportMessage[] = [];
  log = "log-1";
  heartbeatMs = 60_000;
  limits = { frame: 65536, title: 200, message: 2000, sendsInFlight: 256 };
  /** Answers joins and sends by itself. */
  answering = true;
  welcoming = true;
  unread = 0;
  rest: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.writeHead(404).end();
  port = 0;
  refuseUpgrades: number | undefined;
  /** Of tokens at an upgrade: those that are not taken. */
  refusesToken: (token: string) => boolean = () => false;

  constructor() {
    this.#http = createServer((request, response) => this.rest(request, response));
    this.#sockets = new WebSocketServer({
      noServer: true,
      handleProtocols: (protocols) => (protocols.has("postroom.v1") ? "postroom.v1" : false),
    });
    this.#http.on("connection", (socket) => {
      this.#connections.add(socket);
      socket.on("close", () => this.#connections.delete(socket));
    });
    this.#http.on("upgrade", (request, socket, head) => {
      this.upgrades.push(request.url ?? "");
      const refused = this.refuseUpgrades ?? (this.refusesToken(tokenOf(request) ?? "") ? 401 : undefined);
      if (refused) {
        socket.end(`HTTP/1.1 ${refused} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (open) => this.#opened(new Peer(open, request)));
    });
  }

  readonly upgrades: string[] = [];

  async start(): Promise<this> {
    this.#http.listen(this.port, "127.0.0.1");
    await once(this.#http, "listening");
    this.port = (this.#http.address() as AddressInfo).port;
    return this;
  }

  /** Everything ends, as when the process is killed. */
  async stop(): Promise<void> {
    const closed = once(this.#http, "close");
    this.#http.close();
    for (const connection of this.#connections) connection.destroy();
    await closed;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The `count`-th conversation, when it has begun. */
  async peer(count = 1): Promise<Peer> {
    while (this.peers.length < count) await once(this.#news, "opened");
    return this.peers[count - 1]!;
  }

  get last(): Peer {
    return this.peers[this.peers.length - 1]!;
  }

  /** Stores messages, and shows them to whoever is joined. */
  publish(count: number): void {
    for (let i = 0; i < count; i++) this.#show(this.store());
  }

  /** Stores one without a word. */
  store(fields: Partial<ReportMessage> = {}): ReportMessage {
    const stored = message(this.room.length + 1, fields);
    this.room.push(stored);
    return stored;
  }

  #show(stored: ReportMessage): void {
    for (const peer of this.#joined) peer.say(received(stored));
  }

  readonly #joined = new Set<Peer>();

  leave(peer: Peer): void {
    this.#joined.delete(peer);
  }

  #opened(peer: Peer): void {
    this.peers.push(peer);
    void peer.closed.then(() => this.#joined.delete(peer));
    const path = (peer.request.url ?? "").split("/");
    if (this.welcoming) {
      peer.say({
        type: "welcome",
        role: path[2] === "admins" ? "admin" : "user",
        id: path[3] ?? "",
        log: this.log,
        limits: this.limits,
        heartbeatMs: this.heartbeatMs,
      });
    }
    peer.socket.on("message", (data) => this.answering && this.#answer(peer, JSON.parse(String(data)) as ClientFrame));
    this.#news.emit("opened");
  }

  #answer(peer: Peer, frame: ClientFrame): void {
    const ref = frame.ref === undefined ? {} : { ref: frame.ref };
    switch (frame.type) {
      case "joinUserRoom": {
        const head = this.room.length;
        this.#joined.delete(peer);
        if ((frame.after ?? 0) > head) {
          peer.say({ type: "resync", ...ref, userId: frame.userId, seq: head });
          return;
        }
        for (const stored of this.room.slice(frame.after ?? head)) peer.say(received(stored));
        peer.say({ type: "userRoomJoined", ...ref, userId: frame.userId, seq: head, unread: this.unread });
        this.#joined.add(peer);
        return;
      }
      case "sendReportMessage": {
        const known = this.room.find(({ _id }) => _id === frame.clientMessageId);
        const stored = known ?? this.store({ _id: frame.clientMessageId!, title: frame.title, message: frame.message });
        peer.say({ type: "reportMessageSent", ...ref, success: true, message: stored });
        if (!known) this.#show(stored);
        return;
      }
      case "leaveUserRoom":
        this.#joined.delete(peer);
        break;
      case "markRead":
      case "markAllRead":
      case "ack":
      case "refreshToken":
    }
    if (frame.ref !== undefined) peer.say({ type: "done", ref: frame.ref });
  }
}

export const message = (seq: number, fields: Partial<ReportMessage> = {}): ReportMessage => ({
  _id: seq.toString(16).padStart(24, "0"),
  seq,
  userId: { _id: USER, name: "Anna Berg", email: "anna@example.com" },
  title: `Message ${seq}`,
  message: "The carrier has left your parcel with you.",
  status: "Info",
  sentBy: { _id: ADMIN, name: "Olga Ruiz" },
  isRead: false,
  createdAt: "2026-03-01T08:05:00.000Z",
  ...fields,
});

export const received = (stored: ReportMessage): ServerFrame => ({
  type: "receiveReportMessage",
  seq: stored.seq,
  success: true,
  message: stored,
});
