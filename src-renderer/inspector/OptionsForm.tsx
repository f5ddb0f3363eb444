import { useRef, useState } from 'react'
import { sameJson } from '../../src-core/document/same-json.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import type { Rebuilt } from '../../templates/rebuild.ts'
import { sayRefusal } from '../actions/say-refusal.ts'
import { fieldsOf } from '../forms/field.ts'
import { FieldRow } from '../forms/FieldRow.tsx'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { Button } from '../ui/Button.tsx'
import { LostEdits } from './LostEdits.tsx'
import { noteLostEdits } from './lost-edits.ts'
import type { Optioned, Options, Refusal } from './rebuild.ts'

interface Props {
  of: Optioned
  /** The options that the document has. */
  options: Options
}

/** Options that were asked for and cannot be built. */
interface Draft extends Refusal {
  /** The document's options when they were asked for: where those change, the draft is void. */
  before: Options
  options: Options
}

/** What one visit to a field has made of the document so far. */
interface Visit {
  visit: string
  from: LoomDocument
  to: LoomDocument
}

/**
 * The options that a network or a block is made with. A change makes it anew with the edits by hand kept on it, as one
 * step for undo a visit; those that find no place are listed below.
 */
export function OptionsForm({ of, options: before }: Props) {
  const t = useT()
  const [wanted, setWanted] = useState<Draft>()
  const last = useRef<Visit>(undefined)
  const draft = wanted?.before === before ? wanted : undefined
  const options = draft?.options ?? before

  const change = (name: string, value: Options[string], visit: string) => {
    const changed = of.withOption(options, name, value)
    setWanted(undefined)
    if (sameJson(changed, before)) return
    const { document } = useEditor.getState().history
    // What is half typed may have no place for an edit that what is typed in the end has.
    const from = last.current?.visit === visit && last.current.to === document ? last.current.from : document
    const rebuilt = of.rebuild(from, changed)
    if (!rebuilt.ok) {
      setWanted({ before, options: changed, failure: rebuilt.failure, option: of.faulty(changed) })
    } else if (putInPlace(of, rebuilt.value, visit)) {
      last.current = { visit, from, to: useEditor.getState().history.document }
    }
  }
  const fields = fieldsOf(of.schema)
  // A refusal that names none of the fields stands below them all.
  const refusedField = draft && fields.find(({ key }) => key === draft.option)

  return (
    <form className="fields" onSubmit={(event) => event.preventDefault()}>
      {fields.map((field) => (
        <FieldRow
          key={field.key}
          field={field}
          value={options[field.key]}
          // What the field's schema took from JSON is JSON.
          onChange={(value, visit) => change(field.key, value as Options[string], visit)}
          problems={draft && field === refusedField && t(draft.failure.message)}
        />
      ))}
      {draft && (
        <div className="ask" role="status">
          {!refusedField && <p className="field-said">{t(draft.failure.message)}</p>}
          <p>{t({ en: 'Nothing was changed yet.', zh: '尚未作任何更改。' })}</p>
          <div className="inspector-buttons">
            <Button size="small" onClick={() => setWanted(undefined)}>
              {t({ en: 'Put the options back', zh: '恢复选项' })}
            </Button>
          </div>
        </div>
      )}
      <LostEdits of={of.id} />
    </form>
  )
}

/** What is selected stays so, for the options to stay in sight. */
function putInPlace(of: Optioned, rebuilt: Rebuilt, visit: string): boolean {
  const { execute, selection } = useEditor.getState()
  const { id, input } = of.command(rebuilt)
  const done = execute(id, input, { mergeKey: `options.${of.id}.${visit}`, select: selection })
  if (done.ok) noteLostEdits(of.id, rebuilt.lost)
  else sayRefusal(done)
  return done.ok
}
