import type { KeyboardEvent } from 'react'
import { useDeferredValue } from 'react'
import { focusCanvas } from '../actions/focus-panel.ts'
import { useEditor } from '../store/editor.ts'
import { BlockInspector } from './BlockInspector.tsx'
import { LayerInspector } from './LayerInspector.tsx'
import { NetworkInspector } from './NetworkInspector.tsx'
import { SelectionInspector } from './SelectionInspector.tsx'
import { selectedOf } from './selected.ts'
import { WireInspector } from './WireInspector.tsx'
import './inspector.css'

/**
 * What is selected, to be read and changed; with nothing selected, the network. Enter leads here from the canvas; Enter or
 * Escape in a field leads back.
 */
export function Inspector() {
  return (
    <div className="inspector" onKeyDown={backToCanvas}>
      <Shown />
    </div>
  )
}

function backToCanvas(event: KeyboardEvent) {
  const { target, key } = event
  const isField = target instanceof HTMLInputElement || target instanceof HTMLSelectElement
  // Enter opens the list of a select.
  const leads = key === 'Escape' || (key === 'Enter' && !(target instanceof HTMLSelectElement))
  if (!isField || !leads || event.defaultPrevented) return
  // Escape leaves the field alone, not the block as well.
  event.preventDefault()
  focusCanvas()
}

function Shown() {
  const document = useEditor((state) => state.history.document)
  // A form is drawn after the canvas has answered the hand, not in the same task.
  const selection = useDeferredValue(useEditor((state) => state.selection))
  const selected = selectedOf(document, selection)
  const { layers, blocks, wires } = selected
  const count = layers.length + blocks.length + wires.length
  if (count === 0) return <NetworkInspector />
  if (count > 1) return <SelectionInspector selected={selected} />
  // Keyed, so that nothing half typed into one node's field goes to another's.
  if (layers[0] !== undefined) return <LayerInspector key={layers[0]} id={layers[0]} />
  if (blocks[0] !== undefined) return <BlockInspector key={blocks[0]} id={blocks[0]} />
  return <WireInspector key={wires[0]!} id={wires[0]!} />
}
