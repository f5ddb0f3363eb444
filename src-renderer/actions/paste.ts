import { ClipboardPaste } from 'lucide-react'
import { parseDocument } from '../../src-core/document/file.ts'
import type { Fragment } from '../../src-core/document/fragment.ts'
import { useEditor } from '../store/editor.ts'
import { useView } from '../store/view.ts'
import { toast } from '../ui/toast.ts'
import { keyLabel } from '../ui/keys.ts'
import { defineAction } from './define.ts'
import { edit } from './edit.ts'
import { sayRefusal } from './say-refusal.ts'
import { selectedNodes } from './selected.ts'

export const paste = defineAction({
  id: 'paste',
  label: { en: 'Paste', zh: '粘贴' },
  icon: ClipboardPaste,
  keys: ['mod+v'],
  enabled: () => true,
  async run() {
    try {
      pasteText(await navigator.clipboard.readText())
    } catch {
      sayUseKey()
    }
  },
})

/** How far from the original a copy is put, in canvas pixels, so that neither hides the other. */
const step = 32
let last = { text: '', times: 0 }

/** Adds the network that a text says: one that was copied here or elsewhere, or a file's. */
export function pasteText(text: string): void {
  const parsed = parseDocument(text)
  if (!parsed.ok) return sayRefusal(foreign.has(parsed.failure.code) ? noNetwork : parsed)
  last = { text, times: text === last.text ? last.times + 1 : 1 }
  pasteFragment(parsed.value.document, placeToPaste(), step * last.times)
}

/** Adds copies of a part, `by` pixels aside, in a block or, without one, where the originals are. */
export function pasteFragment({ nodes, edges, layout }: Fragment, parent: string | undefined, by = step): void {
  edit('pasteNodes', { nodes, edges, layout, offset: { x: by, y: by }, parent })
}

/** The block around what is selected, else the one that is entered. */
function placeToPaste(): string | undefined {
  const { nodes } = useEditor.getState().history.document
  const parents = new Set(selectedNodes().map((id) => nodes[id]!.parent))
  return parents.size === 1 ? [...parents][0] : useView.getState().scope || undefined
}

/** What any text may be that was never meant for a network. */
const foreign = new Set(['empty', 'not-json', 'not-a-document', 'truncated', 'hostile'])
const noNetwork = {
  failure: { code: 'no-network', message: { en: 'The clipboard holds no layers.', zh: '剪贴板中没有层。' } },
}

/** Only a key that a person presses may read the clipboard where the browser or the shell guards it. */
const sayUseKey = () =>
  toast({
    kind: 'info',
    message: { en: `Press ${keyLabel('mod+v')} to paste.`, zh: `请按 ${keyLabel('mod+v')} 粘贴。` },
  })
