import { useEffect, useId, useState } from 'react'
import { normalizations, plain } from '../../src-core/training/augmentation.ts'
import type { Augmentation, Normalization } from '../../src-core/training/augmentation.ts'
import type { Preview } from '../../src-core/training/data-report.ts'
import type { Result } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { Choice } from '../forms/Choice.tsx'
import { FieldRow } from '../forms/FieldRow.tsx'
import { setPlan } from '../actions/set-plan.ts'
import { useT } from '../i18n/locale.ts'
import { useData } from '../store/data.ts'
import { useEditor } from '../store/editor.ts'
import { Button } from '../ui/Button.tsx'
import { normalizationOf, normalizationsFor, shownFields } from './augmentation-fields.ts'

/** What is done to images on their way to the network, shown on a few of them. */
export function Augmenting() {
  const t = useT()
  const augmentation = useEditor((state) => state.history.document.training.augmentation) ?? plain
  return (
    <section className="data-augmenting">
      <form
        aria-label={t({ en: 'What is done to images', zh: '图像处理' })}
        onSubmit={(event) => event.preventDefault()}
      >
        <h3>{t({ en: 'On their way to the network', zh: '送入网络之前' })}</h3>
        {shownFields(augmentation).map((field) => (
          <FieldRow
            key={field.key}
            field={field}
            value={augmentation[field.key as keyof Augmentation]}
            onChange={(value, visit) =>
              setPlan({ augmentation: { ...augmentation, [field.key]: value } }, `augmentation.${visit}`)
            }
          />
        ))}
        <NormalizationRow augmentation={augmentation} />
      </form>
      <Previews augmentation={augmentation} />
    </section>
  )
}

function NormalizationRow({ augmentation }: { augmentation: Augmentation }) {
  const t = useT()
  const id = useId()
  const { source, wanted } = useData()
  const [said, setSaid] = useState<Result<unknown>>()
  const name = normalizationOf(augmentation)
  const choose = (name: Normalization) => {
    const { mean, deviation } = normalizations[name]
    setPlan({ augmentation: { ...augmentation, mean: [...mean], deviation: [...deviation] } })
  }
  const measure = async () => {
    const survey = await attempt(main.surveyData({ data: source, wanted: wanted! }))
    setSaid(survey)
    if (!survey.ok) return
    const rounded = (values: readonly number[]) => values.map((value) => Number(value.toFixed(4)))
    const mean = rounded(survey.value.mean)
    // Images that are all alike have no deviation to divide by.
    const deviation = rounded(survey.value.deviation).map((value) => value || 1)
    setPlan({ augmentation: { ...augmentation, mean, deviation } })
  }
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{t({ en: 'Normalize', zh: '归一化' })}</label>
        <Choice
          id={id}
          value={name ?? 'own'}
          choices={normalizationsFor(wanted?.shape[2] ?? 3).map((known) => ({
            value: known,
            label: t(normalizations[known].label),
          }))}
          other={name ? undefined : t(meanOf(augmentation))}
          onChoose={(chosen) => choose(chosen as Normalization)}
        />
      </div>
      {wanted && (
        <Button size="small" onClick={() => void measure()}>
          {t({ en: 'By this data’s own mean', zh: '按此数据的均值' })}
        </Button>
      )}
      {said && !said.ok && (
        <p className="field-said" role="alert">
          {t(said.failure.message)}
        </p>
      )}
    </>
  )
}

const meanOf = ({ mean }: Augmentation): Text => ({
  en: `Mean ${mean.join(', ')}`,
  zh: `均值 ${mean.join('，')}`,
})

function Previews({ augmentation }: { augmentation: Augmentation }) {
  const t = useT()
  const previews = usePreviews(augmentation)
  if (!previews) return <div className="data-previews" role="status" />
  if (!previews.ok) return <p className="data-previews">{t(previews.failure.message)}</p>
  return (
    <div className="data-previews">
      <table>
        <thead>
          <tr>
            <th scope="col">{t({ en: 'Validated as', zh: '验证时' })}</th>
            <th scope="col" colSpan={previews.value[0]?.variants.length}>
              {t({ en: 'Trained as, epoch by epoch', zh: '训练时，逐轮' })}
            </th>
          </tr>
        </thead>
        <tbody>
          {previews.value.map(({ sample, variants }) => (
            <tr key={sample.name}>
              {variants.map((variant, epoch) => (
                <td key={epoch}>
                  <img
                    src={variant}
                    alt={
                      epoch === 0
                        ? t({ en: `${sample.name} as it is validated`, zh: `${sample.name}，验证时` })
                        : t({ en: `${sample.name} in epoch ${epoch}`, zh: `${sample.name}，第 ${epoch} 轮` })
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Milliseconds without a change before new pictures are asked for: a number is typed digit by digit. */
const quiet = 250

function usePreviews(augmentation: Augmentation): Result<Preview[]> | undefined {
  const { source, wanted } = useData()
  const seed = useEditor((state) => state.history.document.training.seed)
  const [previews, setPreviews] = useState<Result<Preview[]>>()
  useEffect(() => {
    if (!wanted) return
    const leaving = new AbortController()
    const ask = () => {
      const question = { data: source, wanted, augmentation, seed, count: 4, epochs: 5 }
      attempt(main.previewAugmentation(question, leaving.signal)).then(setPreviews, () => undefined)
    }
    const timer = setTimeout(ask, quiet)
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [source, wanted, augmentation, seed])
  return wanted && previews
}
