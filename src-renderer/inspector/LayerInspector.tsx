import { useMemo } from 'react'
import type { LayerNode } from '../../src-core/document/schema.ts'
import { kindOf } from '../../src-core/layers/registry.ts'
import { same } from '../../src-core/text.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { Button } from '../ui/Button.tsx'
import { Cost } from './Cost.tsx'
import { FamilyMark } from './FamilyMark.tsx'
import { Flow } from './Flow.tsx'
import { LayerForm } from './LayerForm.tsx'
import { NodeName } from './NodeName.tsx'
import { paperNotes } from './paper-notes.ts'
import { Problems } from './Problems.tsx'
import { Section } from './Section.tsx'
import { Weights } from './Weights.tsx'

/** One layer: its name, its parameters, and all that follows from them. */
export function LayerInspector({ id }: { id: string }) {
  const t = useT()
  const node = useEditor((state) => state.history.document.nodes[id] as LayerNode)
  const layer = useEditor((state) => state.analysis.layers.get(id)!)
  const kind = kindOf(node.kind)
  const hasField = (param: string | undefined) => kind && param !== undefined && Object.hasOwn(kind.params.shape, param)
  return (
    <>
      <header className="inspector-head">
        <NodeName id={id} />
        <p className="inspector-kind">
          <FamilyMark family={kind?.family} />
          {t(kind?.title ?? same(node.kind))}
        </p>
        {kind && <p className="quiet">{t(kind.description)}</p>}
        {node.frozen && (
          <p className="quiet">
            {t({ en: 'Frozen: training leaves its weights as they are.', zh: '已冻结：训练不会改变其权重。' })}
          </p>
        )}
      </header>
      <Problems problems={layer.problems.filter((problem) => !hasField(problem.param))} />
      {kind && (
        <Section title={{ en: 'Settings', zh: '设置' }}>
          <LayerForm kind={kind} ids={[id]} problems={layer.problems} />
        </Section>
      )}
      <Flow layer={layer} />
      <Weights node={node} layer={layer} />
      {layer.shape && <Cost needs={layer} receptiveField={layer.receptiveField ?? 'all'} />}
      <FromPaper id={id} />
    </>
  )
}

/** What the paper has to say of this layer, and the way to what it says of the network. */
function FromPaper({ id }: { id: string }) {
  const t = useT()
  const document = useEditor((state) => state.history.document)
  const from = useMemo(() => paperNotes(document, id), [document, id])
  if (!from) return null
  const { title, year } = from.template
  return (
    <Section title={from.notes.length > 0 ? { en: 'In the paper', zh: '论文说明' } : undefined}>
      {from.notes.map((note) => (
        <p key={note.en}>{t(note)}</p>
      ))}
      <Button size="small" variant="quiet" className="inspector-more" onClick={() => useEditor.getState().select([])}>
        {t({ en: `About ${title.en} (${year})`, zh: `关于 ${title.zh}（${year}）` })}
      </Button>
    </Section>
  )
}
