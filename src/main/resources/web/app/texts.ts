import { en, type Texts } from "./texts/en.js";

/** The words of this browser's language, as far as there is a file for it. */
export const texts: Texts = en;
