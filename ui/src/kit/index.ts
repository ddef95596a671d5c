// The kit: controls that know no prospect. Screens import from here, never from Base UI.
export { announce, LiveRegion } from "./announce";
export { Badge, Chip, type Tone } from "./Badge";
export { Button, type ButtonProps } from "./Button";
export { Checkbox } from "./Checkbox";
export { type Choice, Combobox } from "./Combobox";
export { Dialog, DialogClose, type DialogProps, Scrim } from "./Dialog";
export { DateField, TimeField } from "./dates/DateField";
export { DaySpan } from "./dates/DaySpan";
export { MonthPicker } from "./dates/MonthPicker";
export { EmptyState, Loading } from "./EmptyState";
export { ErrorBoundary } from "./ErrorBoundary";
export { Field, TextArea, TextInput } from "./Field";
export { IconButton } from "./IconButton";
export { KeyCap } from "./KeyCap";
export { useLate } from "./late";
export { fetchLater, fetchWhenReady, Later, later } from "./later";
export { ContextMenu, Menu, MenuChoice, MenuGroup, MenuItem, MenuRadio, MenuSeparator, Submenu } from "./Menu";
export { Popover } from "./Popover";
export { ProgressBar } from "./ProgressBar";
export { Notice, Screen, ScreenNotice } from "./Screen";
export { SearchInput } from "./SearchInput";
export { type Option, Select } from "./Select";
export { StageGlyph } from "./StageGlyph";
export { Switch } from "./Switch";
export { isSettled, useWhenSettled } from "./settled";
export { TabPanel, Tabs } from "./Tabs";
export { TimelineEntry } from "./TimelineEntry";
export { closeToast, showToast, type ToastMessage, Toasts, undoTime } from "./Toast";
export { Tooltip, Tooltips } from "./Tooltip";
export { NARROW, useMedia } from "./use-media";
export {
  AT_REST,
  beforeMeasured,
  capped,
  type Density,
  heights,
  MAX_ROWS,
  OVERSCAN,
  Slots,
  useOverscan,
  useSlots,
} from "./virtual";
export { Waiting } from "./Waiting";
export { ReadOnly, useReadOnly, Writing } from "./Writing";
