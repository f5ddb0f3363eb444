import { useMemo } from 'react'
import { labelOf } from '../../src-core/graph/param-problems.ts'
import type { Template } from '../../templates/define.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { closeOverlay } from '../store/view.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { compareEditions, repeatedChanges, twoEditions } from './editions.ts'
import type { Comparison } from './editions.ts'
import { kindTitle, sayChange, sayValue } from './say-change.ts'
import { Stages } from './Stages.tsx'
import { Totals } from './Totals.tsx'
import './compare.css'

/** The two editions of the open network's template side by side: the paper's on the left, the code's on the right. */
export function CompareDialog() {
  const t = useT()
  const made = useEditor((state) => state.history.document.template)
  const editions = twoEditions({ template: made })
  const title = editions.ok
    ? t({ en: `Two editions of ${editions.template.title.en}`, zh: `${editions.template.title.zh} 的两个版本` })
    : t({ en: 'Two editions', zh: '两个版本' })
  return (
    <Dialog open onClose={closeOverlay} title={title} size="full">
      {/* The focus is here from the start, so that the arrows scroll. */}
      <div className="compare" tabIndex={0} role="region" aria-label={title} ref={takeFocus}>
        {editions.ok ? <Editions template={editions.template} made={made!} /> : <p>{t(editions.why)}</p>}
      </div>
    </Dialog>
  )
}

const takeFocus = (region: HTMLElement | null) => region?.focus()

interface Props {
  template: Template
  made: Parameters<typeof compareEditions>[1]
}

function Editions({ template, made }: Props) {
  const t = useT()
  const comparison = useMemo(() => compareEditions(template, made), [template, made])
  if (!comparison.ok) {
    const { message } = comparison.failure
    return (
      <p role="alert">
        {t(message)}{' '}
        {t({
          en: 'With these options there is nothing to compare: change them in the inspector.',
          zh: '使用这些选项无法比较：请在检查器中修改选项。',
        })}
      </p>
    )
  }
  return (
    <>
      <Summary template={template} comparison={comparison.value} />
      <Totals comparison={comparison.value} />
      <Stages comparison={comparison.value} />
      <section className="compare-notes">
        <h3>{t({ en: 'Notes', zh: '说明' })}</h3>
        <ul>
          {template.notes.map((note) => (
            <li key={note.en}>{t(note)}</li>
          ))}
        </ul>
      </section>
    </>
  )
}

function Summary({ template, comparison }: { template: Template; comparison: Comparison }) {
  const t = useT()
  const { differing, options } = comparison
  const { onlyPublished, onlyDocumented, changed } = differing
  const isSame = onlyPublished + onlyDocumented + changed === 0
  return (
    <div className="compare-summary">
      <p className="quiet">
        {t({
          en: 'As the template builds them with this network’s other options, without edits by hand.',
          zh: '按该网络的其他选项由模板生成，不含手动修改。',
        })}
      </p>
      <p data-same={isSame || undefined}>
        {isSame
          ? t({
              en: 'With these options both editions are the same network.',
              zh: '使用这些选项时，两个版本是同一个网络。',
            })
          : t({
              en: `${changed} ${changed === 1 ? 'layer' : 'layers'} changed, ${onlyPublished} only in the paper’s, ${onlyDocumented} only in the code’s.`,
              zh: `${changed} 个层有改动，${onlyPublished} 个层仅论文版有，${onlyDocumented} 个层仅代码版有。`,
            })}
      </p>
      {repeatedChanges(comparison).map(({ kind, change, layers }) => {
        const { what, from, to } = sayChange(change, kind)
        return (
          <p key={JSON.stringify([kind, change])}>
            {t({
              en: `In ${layers} layers (${kindTitle(kind).en}): ${what.en} ${from.en} → ${to.en}.`,
              zh: `${layers} 个层（${kindTitle(kind).zh}）：${what.zh} ${from.zh} → ${to.zh}。`,
            })}
          </p>
        )
      })}
      {options.map(({ option, published, documented }) => (
        <p key={option}>
          {t({ en: 'The editions’ defaults differ:', zh: '两个版本的默认值不同：' })}{' '}
          {t(labelOf(template.options, option))} {t(sayValue(template.options, option, published))} →{' '}
          {t(sayValue(template.options, option, documented))}
        </p>
      ))}
    </div>
  )
}
