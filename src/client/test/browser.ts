/** What a page has and Node may lack. Import first. */

import { webcrypto } from "node:crypto";
import { WebSocket } from "ws";

Object.defineProperty(globalThis, "WebSocket", { value: WebSocket, configurable: true, writable: true });
globalThis.crypto ??= webcrypto as Crypto;

/** The window: `online`, `offline`, `pageshow` are dispatched here. */
export const page = new EventTarget();
globalThis.addEventListener = page.addEventListener.bind(page) as typeof globalThis.addEventListener;
globalThis.removeEventListener = page.removeEventListener.bind(page) as typeof globalThis.removeEventListener;

/** `document`, visible or hidden. */
export const tab = Object.assign(new EventTarget(), { visibilityState: "visible" });
Object.defineProperty(globalThis, "document", { value: tab, configurable: true });
