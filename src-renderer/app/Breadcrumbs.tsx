import { ChevronRight } from 'lucide-react'
import { Fragment } from 'react'
import { blocksAround } from '../../src-core/graph/blocks.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { toggleInspector, toggleLibrary } from '../actions/toggle-panels.ts'
import { crumbAttribute } from '../canvas/crumb-under.ts'
import { useHands } from '../canvas/hands.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { enterBlock, useView } from '../store/view.ts'
import { ActionButton } from '../ui/ActionButton.tsx'

/**
 * Where in the network the canvas is: the way from the whole network to the block that is entered. What is dragged onto
 * one of them goes out to it.
 */
export function Breadcrumbs() {
  const t = useT()
  const scope = useView((view) => view.scope)
  const shown = useView((view) => view.shown)
  const name = useEditor((editor) => editor.name)
  const nodes = useEditor((editor) => editor.history.document.nodes)
  const isDragging = useHands((hands) => hands.isDragging)
  const hotCrumb = useHands((hands) => hands.hotCrumb)
  const way = scope === '' ? [''] : [scope, ...blocksAround(nodes, scope)].reverse()
  return (
    <div className="breadcrumb-bar">
      <ActionButton action={toggleLibrary} variant="quiet" size="small" iconOnly pressed={shown.library} />
      <nav className="breadcrumbs" aria-label={t({ en: 'Place in the network', zh: '在网络中的位置' })}>
        {way.map((id, i) => (
          <Fragment key={id}>
            {i > 0 && <ChevronRight size={12} aria-hidden />}
            <button
              type="button"
              aria-current={id === scope ? 'location' : undefined}
              {...{ [crumbAttribute]: id }}
              data-takes={(isDragging && id !== scope) || undefined}
              data-hot={id === hotCrumb || undefined}
              onClick={() => enterBlock(id)}
            >
              {id === '' ? name : blockName(nodes, id)}
            </button>
          </Fragment>
        ))}
      </nav>
      <ActionButton action={toggleInspector} variant="quiet" size="small" iconOnly pressed={shown.inspector} />
    </div>
  )
}

function blockName(nodes: LoomDocument['nodes'], id: string): string {
  const node = nodes[id]
  return (node?.type === 'block' && node.title) || id.split('/').at(-1)!
}
