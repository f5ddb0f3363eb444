import type { TriedImage } from '../../src-core/training/tried.ts'
import { useT } from '../i18n/locale.ts'
import { formatPercent } from '../training/format.ts'

interface Props extends Pick<TriedImage, 'classes'> {
  /** The class, by its number, that is looked at, where one can be chosen. */
  chosen?: number
  onChoose?(label: number): void
}

/** The likeliest classes with their probabilities as bars. */
export function Classes({ classes, chosen, onChoose }: Props) {
  const t = useT()
  return (
    <ol className="try-classes">
      {classes.map(({ index, name, probability }) => {
        const row = (
          <>
            <span title={t(name)}>{t(name)}</span>
            <span className="try-bar" aria-hidden>
              <span style={{ inlineSize: `${100 * Math.min(1, probability)}%` }} />
            </span>
            <b>{formatPercent(probability)}</b>
          </>
        )
        return (
          <li key={index}>
            {onChoose ? (
              <button type="button" aria-pressed={index === chosen} onClick={() => onChoose(index)}>
                {row}
              </button>
            ) : (
              row
            )}
          </li>
        )
      })}
    </ol>
  )
}
