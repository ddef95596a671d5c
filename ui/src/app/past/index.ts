// The past: looking at the base as it stood at a date. Features open its dialog; the shell draws its line.
export { openPast } from "./open";
