import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { blocked } from '../../src/simulator/page/rights.ts';
import type { Scene } from '../../src/simulator/page/scene.ts';
import { bytesOf } from '../../src/simulator/page/words.ts';
import { Icon } from '../layouts/icons.tsx';

/** Where one writes: text, commands with their options, files. */
export function Composer({ scene }: { scene: Scene }) {
  const where = scene.place.type === ChannelType.DM ? `@${scene.place.name}` : `#${scene.place.name}`;
  return (
    <footer class="composer">
      <div id="picker" class="sheet" tabindex="0" hidden />
      <div id="gate" class="gate">
        <Gate scene={scene} />
      </div>
      <div class="composer-box">
        <p id="purpose" class="purpose" hidden>
          <span id="purpose-line" />
          <button type="button" class="link" data-cancel-purpose>
            Cancel
          </button>
        </p>
        <ul id="tray" class="tray" aria-label="Files to send" />
        <div id="command-slot" />
        <form id="say" class="say">
          <button type="button" class="icon-btn" popovertarget="pop-files" aria-label="Attach a file">
            <Icon name="clip" />
          </button>
          <textarea
            id="say-box"
            rows="1"
            maxlength="2000"
            aria-label={`Message ${where}`}
            aria-controls="picker"
            placeholder={`Message ${where}`}
          />
          <button type="button" class="icon-btn" data-open-palette aria-label="Commands" title="Commands ( / )">
            <Icon name="slash" />
          </button>
          <button type="submit" class="icon-btn send" aria-label="Send">
            <Icon name="send" />
          </button>
        </form>
      </div>
      <Files />
    </footer>
  );
}

/** Why the acting member cannot write, if so. Its presence hides the box. */
export function Gate({ scene }: { scene: Scene }) {
  const reason = blocked(scene);
  const mayAttach = !scene.place.channel || (scene.permissions & PermissionFlagsBits.AttachFiles) !== 0n;
  return (
    <>
      {reason ? (
        <p class="gate-line" data-blocked>
          <Icon name={scene.me.timedOut ? 'hourglass' : 'lock'} size={18} />
          <span safe>{reason}</span>
        </p>
      ) : null}
      {mayAttach ? null : <span hidden data-no-files />}
    </>
  );
}

const FILES = [
  { name: 'photo.png', size: 248_000, note: 'a picture' },
  { name: 'evil.exe', size: 1_300_000, note: 'a program' },
  { name: 'report.tar.gz', size: 86_000, note: 'two extensions' },
] as const;

function Files() {
  return (
    <div id="pop-files" popover class="pop pop-files">
      <h2 class="pop-title">Attach</h2>
      {FILES.map(({ name, size, note }) => (
        <button type="button" class="pop-item" data-attach={name} data-size={String(size)}>
          <Icon name={name.endsWith('.png') ? 'image' : 'file'} size={18} />
          <span class="pop-item-main">
            <span>{name}</span>
            <span class="muted" safe>{`${bytesOf(size)}, ${note}`}</span>
          </span>
        </button>
      ))}
      <form id="attach-form" class="attach-form">
        <label>
          <span>Name</span>
          <input name="filename" required maxlength="200" placeholder="notes.txt" />
        </label>
        <label>
          <span>Size in KB</span>
          <input name="size" type="number" min="0" max="500000" value="12" required />
        </label>
        <button type="submit" class="btn btn-secondary">
          Attach
        </button>
      </form>
      <p class="pop-note">Only the name and the size are sent; nothing leaves your machine.</p>
    </div>
  );
}
