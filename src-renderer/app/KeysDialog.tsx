import { useBindings } from '../actions/bindings.ts'
import { sections } from '../actions/registry.ts'
import { useT } from '../i18n/locale.ts'
import { closeOverlay } from '../store/view.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { canvasKeys } from './canvas-keys.ts'
import { KeyRow } from './KeyRow.tsx'
import './keys.css'

/** Every action with its key, to be changed by a press, and what hands do on the canvas. */
export function KeysDialog() {
  const t = useT()
  return (
    <Dialog open onClose={closeOverlay} title={t({ en: 'Keys', zh: '快捷键' })} size="wide">
      <div className="keys-head">
        <p>
          {t({
            en: 'To change a key, press it here, then press the new one.',
            zh: '要更改快捷键，请先点按它，再按下新的键。',
          })}
        </p>
        <ResetAll />
      </div>
      <div className="key-sections">
        {sections.map(({ title, actions }) => (
          <section key={title.en}>
            <h3>{t(title)}</h3>
            <dl>
              {actions.map((action) => (
                <KeyRow key={action.id} action={action} />
              ))}
            </dl>
          </section>
        ))}
        <CanvasKeys />
      </div>
    </Dialog>
  )
}

function ResetAll() {
  const t = useT()
  const isChanged = useBindings(({ changed }) => Object.keys(changed).length > 0)
  return (
    // It keeps the focus when there is nothing left to reset.
    <Button
      size="small"
      aria-disabled={isChanged ? undefined : true}
      onClick={() => isChanged && useBindings.setState({ changed: {} })}
    >
      {t({ en: 'Reset all keys', zh: '全部恢复默认' })}
    </Button>
  )
}

function CanvasKeys() {
  const t = useT()
  return (
    <section>
      <h3>{t({ en: 'On the canvas', zh: '在画布上' })}</h3>
      <dl>
        {canvasKeys.map(({ label, keys }) => (
          <div key={label.en}>
            <dt>{t(label)}</dt>
            <dd>
              <kbd className="key">{t(keys)}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
