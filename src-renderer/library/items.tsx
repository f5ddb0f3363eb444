import type { KeyboardEvent, ReactNode } from 'react'
import { formatCompact } from '../../src-core/amounts.ts'
import type { Analysis } from '../../src-core/graph/analysis.ts'
import type { Family, LayerKind } from '../../src-core/layers/define.ts'
import type { Text } from '../../src-core/text.ts'
import type { BlockKind } from '../../templates/block.ts'
import type { Template } from '../../templates/define.ts'
import { openTemplate } from '../files/opening.ts'
import { useT } from '../i18n/locale.ts'
import { FamilyMark } from '../inspector/FamilyMark.tsx'
import { addBlock } from './add-block.ts'
import { addLayer } from './add-layer.ts'
import { useTemplateAnalysis } from './cards.ts'
import { blockDragType, kindDragType } from './drag.ts'
import type { useRoving } from './roving.ts'
import { Thumbnail } from './Thumbnail.tsx'

/** Items under a heading, where they need one. */
export function Group({ title, children }: { title: Text | undefined; children: ReactNode }) {
  const t = useT()
  return (
    <div className="library-group" role="group" aria-label={title && t(title)}>
      {title && <h3 aria-hidden>{t(title)}</h3>}
      {children}
    </div>
  )
}

type Item = ReturnType<ReturnType<typeof useRoving>['item']>

const onEnter = (act: () => void) => (event: KeyboardEvent) => {
  if (event.key !== 'Enter') return
  event.preventDefault()
  act()
}

/** A network, drawn from its layers; a click opens it. */
export function TemplateItem({ template, item }: { template: Template; item: Item }) {
  const t = useT()
  const analysis = useTemplateAnalysis(template.id)
  const open = () => void openTemplate(template.id)
  return (
    <div
      {...item}
      className="library-template"
      role="option"
      aria-selected={false}
      title={t(template.idea)}
      onClick={open}
      onKeyDown={onEnter(open)}
    >
      {analysis ? <Thumbnail analysis={analysis} /> : <span className="thumbnail" />}
      <div>
        <p className="library-title">
          {t(template.title)} <span>{template.year}</span>
        </p>
        <p className="library-about library-sizes">{analysis ? <Sizes analysis={analysis} /> : '…'}</p>
      </div>
    </div>
  )
}

/** What a network needs: its parameters and its multiply-accumulates. */
export function Sizes({ analysis }: { analysis: Analysis }) {
  const t = useT()
  const { trainable, nonTrainable, macs } = analysis.blocks.get('')!
  const parameters = formatCompact(trainable + nonTrainable)
  return (
    <>
      <span>{t({ en: `${parameters} params`, zh: `${parameters} 参数` })}</span>
      <span>{t({ en: `${formatCompact(macs)} MACs`, zh: `${formatCompact(macs)} 乘加` })}</span>
    </>
  )
}

/** A kind of layer, to be dragged onto the canvas or added by a double click. */
export const KindItem = ({ kind, item }: { kind: LayerKind; item: Item }) => (
  <AddItem
    item={item}
    about={kind}
    family={kind.family}
    drag={{ type: kindDragType, id: kind.kind }}
    add={() => addLayer(kind)}
  />
)

/** A kind of block, to be dragged onto the canvas or added by a double click. */
export const BlockItem = ({ kind, item }: { kind: BlockKind; item: Item }) => (
  <AddItem item={item} about={kind} drag={{ type: blockDragType, id: kind.id }} add={() => addBlock(kind.id)} />
)

interface AddItemProps {
  item: Item
  about: { title: Text; description: Text }
  family?: Family
  drag: { type: string; id: string }
  add(): void
}

function AddItem({ item, about, family, drag, add }: AddItemProps) {
  const t = useT()
  return (
    <div
      {...item}
      className="library-kind"
      role="option"
      aria-selected={false}
      title={t(about.description)}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(drag.type, drag.id)
        event.dataTransfer.effectAllowed = 'copy'
      }}
      onDoubleClick={add}
      onKeyDown={onEnter(add)}
    >
      <FamilyMark family={family} />
      <p className="library-title">{t(about.title)}</p>
      <p className="library-about">{t(about.description)}</p>
    </div>
  )
}
