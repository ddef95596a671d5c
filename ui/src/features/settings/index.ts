// The screen of this feature.
export { SettingsScreen } from "./SettingsScreen";
