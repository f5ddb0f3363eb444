import { sections } from '../actions/registry.ts'
import { useT } from '../i18n/locale.ts'
import { closeOverlay } from '../store/view.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Key } from '../ui/Key.tsx'
import { shownChord } from '../ui/keys.ts'
import { canvasKeys } from './canvas-keys.ts'
import './keys.css'

/** Every key, straight from the actions that it belongs to, and what hands do on the canvas. */
export function KeysDialog() {
  const t = useT()
  return (
    <Dialog open onClose={closeOverlay} title={t({ en: 'Keys', zh: '快捷键' })} size="wide">
      <div className="key-sections">
        {sections.map(({ title, actions }) => {
          const withKeys = actions.filter((action) => action.keys)
          if (withKeys.length === 0) return null
          return (
            <section key={title.en}>
              <h3>{t(title)}</h3>
              <dl>
                {withKeys.map(({ id, label, keys }) => (
                  <div key={id}>
                    <dt>{t(label)}</dt>
                    <dd>
                      <Key chord={shownChord(keys)!} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          )
        })}
        <CanvasKeys />
      </div>
    </Dialog>
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
