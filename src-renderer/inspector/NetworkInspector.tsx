import { compareTheEditions } from '../actions/compare-editions.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { formatBytes } from '../training/format.ts'
import { formatInteger, formatCompact } from '../../src-core/amounts.ts'
import { formatShape } from '../../src-core/graph/shape.ts'
import type { Template } from '../../templates/define.ts'
import { templates } from '../../templates/registry.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { macsLabel, memoryLabel } from './Cost.tsx'
import { MemoryFigures } from './MemoryFigures.tsx'
import { NodeLink } from './NodeLink.tsx'
import { OptionsForm } from './OptionsForm.tsx'
import { Problems } from './Problems.tsx'
import { optionedNetwork } from './rebuild.ts'
import { Section } from './Section.tsx'

/** The network as a whole: where it comes from, the options that it is built from, what it needs. */
export function NetworkInspector() {
  const t = useT()
  const name = useEditor((state) => state.name)
  const problems = useEditor((state) => state.analysis.problems)
  const made = useEditor((state) => state.history.document.template)
  const template = made && Object.hasOwn(templates, made.id) ? templates[made.id] : undefined
  return (
    <>
      <header className="inspector-head">
        <h2>{template ? t(template.title) : name}</h2>
        {template && <p className="quiet">{template.year}</p>}
        {template && <p className="idea">{t(template.idea)}</p>}
      </header>
      <Problems problems={problems.filter(({ node, edge }) => node === undefined && edge === undefined)} />
      {template && (
        <Section title={{ en: 'Options', zh: '选项' }}>
          <OptionsForm of={optionedNetwork(template)} options={made!.options} />
        </Section>
      )}
      <Totals />
      {template && <Paper template={template} />}
    </>
  )
}

function Totals() {
  const t = useT()
  const { blocks, layers, inputs, outputs } = useEditor((state) => state.analysis)
  const whole = blocks.get('')!
  const ends = (ids: readonly string[]) =>
    ids.map((id) => {
      const shape = layers.get(id)?.shape
      return (
        <dd key={id}>
          <NodeLink id={id}>{shape ? formatShape(shape) : id}</NodeLink>
        </dd>
      )
    })
  return (
    <Section title={{ en: 'Totals', zh: '总计' }}>
      <dl className="figure-list totals">
        <div>
          <dt>{t({ en: 'Parameters', zh: '参数' })}</dt>
          <dd>{formatInteger(whole.trainable + whole.nonTrainable)}</dd>
        </div>
        {whole.nonTrainable > 0 && (
          <>
            <div className="figure-detail">
              <dt>{t({ en: 'trainable', zh: '可训练' })}</dt>
              <dd>{formatInteger(whole.trainable)}</dd>
            </div>
            <div className="figure-detail">
              <dt>{t({ en: 'not trained', zh: '不参与训练' })}</dt>
              <dd>{formatInteger(whole.nonTrainable)}</dd>
            </div>
          </>
        )}
        <div>
          <dt>{t(macsLabel)}</dt>
          <dd>{formatCompact(whole.macs)}</dd>
        </div>
        <div>
          <dt>{t(memoryLabel)}</dt>
          <dd>{formatBytes(whole.activationBytes)}</dd>
        </div>
        <MemoryFigures needs={whole} />
        <div>
          <dt>{t({ en: 'Layers', zh: '层数' })}</dt>
          <dd>{formatInteger(whole.layers)}</dd>
        </div>
        <div>
          <dt>{inputs.length > 1 ? t({ en: 'Inputs', zh: '输入' }) : t({ en: 'Input', zh: '输入' })}</dt>
          {ends(inputs)}
        </div>
        <div>
          <dt>{outputs.length > 1 ? t({ en: 'Outputs', zh: '输出' }) : t({ en: 'Output', zh: '输出' })}</dt>
          {ends(outputs)}
        </div>
      </dl>
    </Section>
  )
}

/** The paper, and how what is built here differs from it. Its address is text: the window opens no pages. */
function Paper({ template }: { template: Template }) {
  const t = useT()
  const { paper, notes } = template
  return (
    <Section title={{ en: 'Paper', zh: '论文' }}>
      <p className="paper">
        <cite>{paper.title}</cite>
        {paper.authors}
        {paper.url && <span className="paper-address">{paper.url}</span>}
      </p>
      <ul className="notes">
        {notes.map((note) => (
          <li key={note.en}>{t(note)}</li>
        ))}
      </ul>
      {Object.hasOwn(template.options.shape, 'edition') && (
        <div className="inspector-buttons">
          <ActionButton action={compareTheEditions} size="small" />
        </div>
      )}
    </Section>
  )
}
