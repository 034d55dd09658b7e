import {
  type APIModalInteractionResponseCallbackData,
  type APITextInputComponent,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import { Icon } from '../layouts/icons.tsx';

/** A form that the bot opened. */
export function Modal({ modal }: { modal: APIModalInteractionResponseCallbackData }) {
  return (
    <dialog class="dialog" aria-labelledby="modal-title">
      <form class="dialog-form" data-submit-modal={modal.custom_id}>
        <header class="dialog-head">
          <h2 id="modal-title" safe>
            {modal.title}
          </h2>
          <button type="button" class="icon-btn" data-close-dialog aria-label="Close">
            <Icon name="close" />
          </button>
        </header>
        <div class="dialog-body">{inputs(modal).map((input) => Field(input))}</div>
        <p class="form-error" role="alert" hidden />
        <footer class="dialog-foot">
          <button type="button" class="btn btn-secondary" data-close-dialog>
            Cancel
          </button>
          <button type="submit" class="btn btn-primary">
            Submit
          </button>
        </footer>
      </form>
    </dialog>
  );
}

interface LabelledInput {
  label: string;
  note: string;
  input: APITextInputComponent;
}

/** Text inputs in rows (the old way) and in labels (the new way). */
function inputs({ components }: APIModalInteractionResponseCallbackData): LabelledInput[] {
  return components.flatMap((part): LabelledInput[] => {
    if (part.type === ComponentType.ActionRow) {
      return part.components.map((input) => ({ label: input.label ?? input.custom_id, note: '', input }));
    }
    if (part.type !== ComponentType.Label || part.component.type !== ComponentType.TextInput) return [];
    return [{ label: part.label, note: part.description ?? '', input: part.component }];
  });
}

function Field({ label, note, input }: LabelledInput) {
  const id = `field-${input.custom_id}`;
  const shared = {
    id,
    name: input.custom_id,
    required: input.required !== false,
    placeholder: input.placeholder,
    maxlength: input.max_length === undefined ? undefined : String(input.max_length),
    minlength: input.min_length === undefined ? undefined : String(input.min_length),
  };
  return (
    <div class="field">
      <label for={id}>
        <span safe>{label}</span>
        {input.required === false ? <span class="muted"> (optional)</span> : null}
      </label>
      {input.style === TextInputStyle.Paragraph ? (
        <textarea {...shared} rows="5" safe>
          {input.value ?? ''}
        </textarea>
      ) : (
        <input type="text" {...shared} value={input.value} />
      )}
      {note ? (
        <p class="muted" safe>
          {note}
        </p>
      ) : null}
    </div>
  );
}
