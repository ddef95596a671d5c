// What a change concerns, said before it is made: the number in the title, the way back in the text.
import type { ReactNode } from "react";
import { useWords } from "@/app/i18n";
import { Button, Dialog, DialogClose } from "@/kit";

interface ConfirmProps {
  title: string;
  text: string;
  action: string;
  onClose: () => void;
  onConfirm: () => void;
  children?: ReactNode;
}

export function Confirm({ title, text, action, onClose, onConfirm, children }: ConfirmProps) {
  const { common } = useWords();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={text}
      actions={
        <>
          <DialogClose>
            <Button>{common.cancel}</Button>
          </DialogClose>
          <Button kind="primary" onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
