// Where the data is, how it is encrypted, where its key is, and whether it is sound.
import { useSession } from "@/api/queries";
import { useWords } from "@/app/i18n";
import { size } from "@/format";
import { Button } from "@/kit";
import { host } from "@/platform";
import { BaseCheck } from "./BaseCheck";
import { Row } from "./Row";

function Path({ path }: { path: string }) {
  return <span className="block font-mono text-small text-text-2 select-text">{path}</span>;
}

function Reveal({ path }: { path: string }) {
  const w = useWords().settings.privacy;
  if (host.kind !== "window") return null;
  return <Button onClick={() => void host.reveal(path)}>{w.reveal}</Button>;
}

export function Privacy() {
  const w = useWords().settings.privacy;
  const { base } = useSession();
  const inFile = base.key_store === "file";
  return (
    <div>
      <Row
        title={w.place}
        text={
          <>
            {w.placeText}
            <Path path={base.path} />
            <span className="text-small text-text-3">
              {w.size} {size(base.size_bytes)}
            </span>
          </>
        }
      >
        <Reveal path={base.path} />
      </Row>
      <Row title={w.encryption} text={w.encryptionText} />
      <Row
        title={w.key}
        text={
          <>
            {inFile ? w.keyFile : w.keychain}
            {base.key_path && <Path path={base.key_path} />}
          </>
        }
      >
        {base.key_path && <Reveal path={base.key_path} />}
      </Row>
      <BaseCheck />
    </div>
  );
}
