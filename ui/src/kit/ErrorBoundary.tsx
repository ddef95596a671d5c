// Around each screen and each panel: a fault in one leaves the others alone.
import { Component, type ReactNode } from "react";

export interface ErrorBoundaryProps {
  /** Draws the fault; `retry` mounts the children again. */
  fallback: (error: unknown, retry: () => void) => ReactNode;
  /** A change of this value clears the fault: the address of the screen. */
  resetKey?: string;
  children: ReactNode;
}

interface State {
  error: unknown;
  failed: boolean;
  key: string | undefined;
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = { error: null, failed: false, key: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error, failed: true };
  }

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: State): Partial<State> | null {
    return props.resetKey === state.key ? null : { key: props.resetKey, failed: false, error: null };
  }

  retry = () => this.setState({ failed: false, error: null });

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback(this.state.error, this.retry) : this.props.children;
  }
}
