import type { ClassReport } from '../../src-core/training/classes.ts'
import { useT } from '../i18n/locale.ts'
import { formatPercent } from '../training/format.ts'
import { Picture } from './Picture.tsx'

/** The examples that the network was surest of and wrong about. */
export function Mistakes({ report: { mistakes, classes } }: { report: ClassReport }) {
  const t = useT()
  return (
    <ul className="mistakes">
      {mistakes.map(({ index, truth, predicted, confidence, truthConfidence, image }) => {
        const [is, said] = [classes[truth]!, classes[predicted]!]
        return (
          <li
            key={index}
            title={t({
              en: `Example ${index}. ${said.en}: ${formatPercent(confidence)}; ${is.en}: ${formatPercent(truthConfidence)}`,
              zh: `样本 ${index}。${said.zh}：${formatPercent(confidence)}；${is.zh}：${formatPercent(truthConfidence)}`,
            })}
          >
            {image && <Picture image={image} />}
            <p>
              {t({ en: `${is.en}, taken for`, zh: `${is.zh}，误判为` })} <b>{t(said)}</b>
              <small>{formatPercent(confidence)}</small>
            </p>
          </li>
        )
      })}
    </ul>
  )
}
