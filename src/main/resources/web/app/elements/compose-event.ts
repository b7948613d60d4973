/** Whom an admin wants to write to, and about which order. */
export interface Recipient {
  userId: string;
  orderId?: string;
}

/** Opens the dialog, wherever on a page it comes from. */
export class ComposeEvent extends CustomEvent<Recipient> {
  constructor(recipient: Recipient) {
    super("compose", { detail: recipient, bubbles: true, composed: true });
  }
}
