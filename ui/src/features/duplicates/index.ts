// Duplicates as other features show them: while somebody is entered, and in her sheet. The screen itself is in screens.ts.
export { AlreadyHere } from "./AlreadyHere";
export { MergedRecords, PossibleDuplicate } from "./PossibleDuplicate";
