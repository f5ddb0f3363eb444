import type { BlockNode } from '../../src-core/document/schema.ts'
import { formatShape } from '../../src-core/graph/shape.ts'
import { sayRefusal } from '../actions/say-refusal.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { enterBlock } from '../store/view.ts'
import { Button } from '../ui/Button.tsx'
import { Cost } from './Cost.tsx'
import { FamilyMark } from './FamilyMark.tsx'
import { Members } from './Members.tsx'
import { NodeName } from './NodeName.tsx'
import { Problems } from './Problems.tsx'
import { Section } from './Section.tsx'
import { layersWithin } from './selected.ts'

/** One block: what made it, what it needs in all, and what is in it. */
export function BlockInspector({ id }: { id: string }) {
  const t = useT()
  const block = useEditor((state) => state.history.document.nodes[id] as BlockNode)
  const sums = useEditor((state) => state.analysis.blocks.get(id)!)
  const document = useEditor((state) => state.history.document)
  const layers = useEditor((state) => state.analysis.layers)
  const within = layersWithin(document, { layers: [], blocks: [id], wires: [] })
  const folded = block.folded ?? false
  return (
    <>
      <header className="inspector-head">
        <NodeName id={id} />
        <p className="inspector-kind">
          <FamilyMark />
          {block.title ?? t({ en: 'Block', zh: '块' })}
        </p>
        <p className="quiet">
          {t({
            en: `${sums.layers} ${sums.layers === 1 ? 'layer' : 'layers'}`,
            zh: `${sums.layers} 个层`,
          })}
          {sums.shape && t({ en: `, gives ${formatShape(sums.shape)}`, zh: `，输出 ${formatShape(sums.shape)}` })}
        </p>
        <div className="inspector-buttons">
          <Button size="small" onClick={() => enterBlock(id)}>
            {t({ en: 'Enter', zh: '进入' })}
          </Button>
          <Button size="small" onClick={() => run('setFolded', { id, folded: !folded })}>
            {folded ? t({ en: 'Unfold', zh: '展开' }) : t({ en: 'Fold', zh: '折叠' })}
          </Button>
          <Button size="small" onClick={() => run('ungroupBlocks', { ids: [id] })}>
            {t({ en: 'Ungroup', zh: '解散' })}
          </Button>
        </div>
      </header>
      <Problems problems={within.flatMap((layer) => layers.get(layer)!.problems)} />
      {block.made && <Made made={block.made} />}
      <Cost needs={sums} />
      <Section title={{ en: 'Contents', zh: '内容' }}>
        <Members block={id} />
      </Section>
    </>
  )
}

function run(command: string, input: unknown) {
  const done = useEditor.getState().execute(command, input)
  if (!done.ok) sayRefusal(done)
}

/** What built the block, and with which options. */
function Made({ made: { block, options } }: { made: NonNullable<BlockNode['made']> }) {
  return (
    <Section title={{ en: `Made as ${block}`, zh: `由 ${block} 生成` }}>
      <dl className="figure-list">
        {Object.entries(options).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
