import type { LayerNode } from '../../src-core/document/schema.ts'
import { kindOf } from '../../src-core/layers/registry.ts'
import type { Text } from '../../src-core/text.ts'
import { same } from '../../src-core/text.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { Cost, sumOf } from './Cost.tsx'
import { FamilyMark } from './FamilyMark.tsx'
import { LayerForm } from './LayerForm.tsx'
import { Section } from './Section.tsx'
import type { Selected } from './selected.ts'
import { layersWithin } from './selected.ts'

/** Several things at once: how many of each, what they need together, and what layers of one kind share. */
export function SelectionInspector({ selected }: { selected: Selected }) {
  const t = useT()
  const document = useEditor((state) => state.history.document)
  const analysis = useEditor((state) => state.analysis)
  const layers = layersWithin(document, selected)
  const counts = countKinds(layers.map((id) => (document.nodes[id] as LayerNode).kind))
  const only = selected.blocks.length === 0 && counts.length === 1 ? kindOf(counts[0]![0]) : undefined
  return (
    <>
      <header className="inspector-head">
        <h2>{t(summary(selected))}</h2>
        <ul className="kinds">
          {counts.map(([kind, count]) => (
            <li key={kind}>
              <FamilyMark family={kindOf(kind)?.family} />
              {t(kindOf(kind)?.title ?? same(kind))}
              <span>{count}</span>
            </li>
          ))}
        </ul>
      </header>
      {only && selected.layers.length > 1 && (
        <Section title={{ en: 'Settings of all', zh: '共同设置' }}>
          <LayerForm key={selected.layers.join()} kind={only} ids={selected.layers} />
        </Section>
      )}
      {layers.length > 0 && <Cost needs={sumOf(layers.map((id) => analysis.layers.get(id)!))} />}
    </>
  )
}

function countKinds(kinds: readonly string[]): [kind: string, count: number][] {
  const counts = new Map<string, number>()
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a)
}

function summary({ layers, blocks, wires }: Selected): Text {
  const parts = [
    { count: layers.length, en: 'layer', zh: '个层' },
    { count: blocks.length, en: 'block', zh: '个块' },
    { count: wires.length, en: 'wire', zh: '条连线' },
  ].filter(({ count }) => count > 0)
  return {
    en: `${parts.map(({ count, en }) => `${count} ${en}${count === 1 ? '' : 's'}`).join(', ')} selected`,
    zh: `已选中 ${parts.map(({ count, zh }) => `${count} ${zh}`).join('、')}`,
  }
}
