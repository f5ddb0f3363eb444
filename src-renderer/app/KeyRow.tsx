import { RotateCcw } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { Text } from '../../src-core/text.ts'
import type { Bindings } from '../actions/bindings.ts'
import { bind, holdersOf, keysOf, restore, useBindings, useChord } from '../actions/bindings.ts'
import { chordOf, whyKept } from '../actions/chord.ts'
import type { Action } from '../actions/define.ts'
import { eventsOfClipboard } from '../actions/key-press.ts'
import { actions } from '../actions/registry.ts'
import { useT } from '../i18n/locale.ts'
import { Button } from '../ui/Button.tsx'
import { Key } from '../ui/Key.tsx'
import { isMac, keyLabel } from '../ui/keys.ts'

type Phase =
  | { phase: 'resting' }
  /** The next press is the new key. */
  | { phase: 'asking'; refusal?: Text }
  | { phase: 'taken'; next: Bindings; chord: string; holders: readonly Action[] }

/** An action and its key: a button that waits for the new key, and says whose it is if it is somebody's. */
export function KeyRow({ action }: { action: Action }) {
  const t = useT()
  const chord = useChord(action)
  const isChanged = useBindings(({ changed }) => action.id in changed)
  const [state, setState] = useState<Phase>({ phase: 'resting' })
  const button = useRef<HTMLButtonElement>(null)
  const said = useId()

  const rest = () => {
    setState({ phase: 'resting' })
    button.current?.focus()
  }
  /** Sets the keys, or asks first where another action would lose its own. */
  const settle = (chords: readonly string[], next: Bindings) => {
    const { changed } = useBindings.getState()
    const lost = chords.flatMap((chord) =>
      holdersOf(chord, action, actions, changed).map((holder) => ({ chord, holder })),
    )
    if (lost.length > 0)
      return setState({ phase: 'taken', next, chord: lost[0]!.chord, holders: lost.map(({ holder }) => holder) })
    useBindings.setState({ changed: next })
    rest()
  }
  const onPress = (chord: string) => {
    // What it already has is no change, even where a new key could not be this one.
    if (keysOf(action)[0] === chord) return rest()
    const refusal = whyKept(chord, { browser: !window.layerloom, mac: isMac })
    if (refusal) return setState({ phase: 'asking', refusal })
    settle([chord], bind(chord, action, actions, useBindings.getState().changed))
  }
  useNextChord(state.phase === 'asking', onPress, rest)

  const label = t(action.label)
  if (eventsOfClipboard.has(action.id))
    return (
      <div>
        <dt>{label}</dt>
        <dd>{chord && <Key chord={chord} />}</dd>
      </div>
    )
  const name = chord ? keyLabel(chord) : t({ en: 'none', zh: '无' })
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {isChanged && (
          <Button
            variant="quiet"
            size="small"
            icon
            aria-label={t({ en: `Reset the key of ${label}`, zh: `恢复“${label}”的默认快捷键` })}
            onClick={() => settle(action.keys ?? [], restore(action, actions, useBindings.getState().changed))}
          >
            <RotateCcw size={13} aria-hidden />
          </Button>
        )}
        <button
          type="button"
          ref={button}
          className="key key-button"
          data-asking={state.phase === 'asking' || undefined}
          aria-label={t({ en: `Change the key of ${label}: ${name}`, zh: `更改“${label}”的快捷键：${name}` })}
          aria-describedby={state.phase === 'resting' ? undefined : said}
          onClick={() => setState({ phase: 'asking' })}
          onBlur={() => state.phase === 'asking' && setState({ phase: 'resting' })}
        >
          {state.phase === 'asking' ? t({ en: 'Press a key', zh: '按下新键' }) : chord ? keyLabel(chord) : '–'}
        </button>
      </dd>
      {state.phase === 'asking' && (
        <dd className="key-said" id={said} role="alert">
          {state.refusal
            ? t(state.refusal)
            : t({ en: 'Press the new key. Esc keeps the old one.', zh: '请按下新的键；按 Esc 保留原来的。' })}
        </dd>
      )}
      {state.phase === 'taken' && (
        <dd className="key-said" id={said}>
          <p role="alert">
            {t({
              en: `${keyLabel(state.chord)} is the key of ${state.holders.map((holder) => `“${holder.label.en}”`).join(' and ')}.`,
              zh: `${keyLabel(state.chord)} 已用于${state.holders.map((holder) => `“${holder.label.zh}”`).join('和')}。`,
            })}
          </p>
          <Button
            size="small"
            autoFocus
            onClick={() => {
              useBindings.setState({ changed: state.next })
              rest()
            }}
          >
            {t({ en: 'Take it over', zh: '改用于此' })}
          </Button>
          <Button size="small" variant="quiet" onClick={rest}>
            {t({ en: 'Cancel', zh: '取消' })}
          </Button>
        </dd>
      )}
    </div>
  )
}

/** Tells the next press before the dialog or anything else hears of it; Esc leaves. */
function useNextChord(isAsking: boolean, onChord: (chord: string) => void, onLeave: () => void): void {
  const latest = useRef({ onChord, onLeave })
  useEffect(() => {
    latest.current = { onChord, onLeave }
  })
  useEffect(() => {
    if (!isAsking) return
    const onKeyDown = (event: KeyboardEvent) => {
      event.preventDefault()
      event.stopImmediatePropagation()
      if (event.repeat) return
      const chord = chordOf(event, isMac)
      if (chord === 'escape') latest.current.onLeave()
      else if (chord !== undefined) latest.current.onChord(chord)
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [isAsking])
}
