import type { BlockNode } from '../../src-core/document/schema.ts'
import { formatShape } from '../../src-core/graph/shape.ts'
import type { Text } from '../../src-core/text.ts'
import { same } from '../../src-core/text.ts'
import type { BlockKind } from '../../templates/block.ts'
import { blockKinds } from '../../templates/blocks.ts'
import { edit } from '../actions/edit.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { enterBlock } from '../store/view.ts'
import { Button } from '../ui/Button.tsx'
import { Cost } from './Cost.tsx'
import { FamilyMark } from './FamilyMark.tsx'
import { Members } from './Members.tsx'
import { NodeName } from './NodeName.tsx'
import { OptionsForm } from './OptionsForm.tsx'
import { Problems } from './Problems.tsx'
import { optionedBlock } from './rebuild.ts'
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
  const kind = block.made && kindOf(block.made.block)
  return (
    <>
      <header className="inspector-head">
        <NodeName id={id} />
        <p className="inspector-kind">
          <FamilyMark />
          {t(titleOf(block))}
        </p>
        {kind && <p className="quiet">{t(kind.description)}</p>}
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
          <Button size="small" onClick={() => edit('setFolded', { id, folded: !folded })}>
            {folded ? t({ en: 'Unfold', zh: '展开' }) : t({ en: 'Fold', zh: '折叠' })}
          </Button>
          <Button size="small" onClick={() => edit('ungroupBlocks', { ids: [id] })}>
            {t({ en: 'Ungroup', zh: '解散' })}
          </Button>
        </div>
      </header>
      <Problems problems={within.flatMap((layer) => layers.get(layer)!.problems)} />
      {block.made && <Made id={id} made={block.made} />}
      <Cost needs={sums} layers={within} />
      <Section title={{ en: 'Contents', zh: '内容' }}>
        <Members block={id} />
      </Section>
    </>
  )
}

interface MadeProps {
  id: string
  made: NonNullable<BlockNode['made']>
}

/** The options that the block is made with; those of a kind that is not known here can only be read. */
function Made({ id, made: { block, options } }: MadeProps) {
  const t = useT()
  const kind = kindOf(block)
  if (kind) {
    if (Object.keys(kind.options.shape).length === 0) return null
    return (
      <Section title={{ en: 'Options', zh: '选项' }}>
        <OptionsForm of={optionedBlock(id, kind)} options={options} />
      </Section>
    )
  }
  return (
    <Section title={{ en: 'Made with', zh: '生成选项' }}>
      <p className="quiet">
        {t({ en: `Made by “${block}”, which is not known here.`, zh: `由未知的“${block}”生成。` })}
      </p>
      <dl className="figure-list">
        {Object.entries(options).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="figure-wide">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

const kindOf = (block: string): BlockKind | undefined =>
  Object.hasOwn(blockKinds, block) ? blockKinds[block] : undefined

/** A block's own title is English where its kind gave it. */
function titleOf({ title, made }: BlockNode): Text {
  const kind = made && kindOf(made.block)
  if (kind && (title === undefined || title === kind.title.en)) return kind.title
  return title === undefined ? { en: 'Block', zh: '块' } : same(title)
}
