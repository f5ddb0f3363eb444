import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { useEditor } from './editor.ts'
import { scopeShowing, standingScope } from './scope.ts'

export const bottomTabs = ['problems', 'summary', 'training', 'runs'] as const
export type BottomTab = (typeof bottomTabs)[number]

export const sides = ['library', 'inspector', 'bottom'] as const
/** A panel that can be folded away; the canvas always stays. */
export type Side = (typeof sides)[number]

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const lenses = ['parameters', 'macs', 'memory', 'problems'] as const
/** What the graph is coloured by in the place of families. */
export type Lens = (typeof lenses)[number]

/** What lies over the window, if anything does. Questions about files are `useFiles`'s. */
export type Overlay =
  'palette' | 'keys' | 'about' | 'rename' | 'editions' | 'devices' | 'data' | 'gallery' | 'figure' | 'start'

/** What the canvas can be asked to do; it sets `canvas` while it is mounted. */
export interface CanvasController {
  /** Shows everything of the block that is entered. */
  fit(): void
  zoomTo(ids: readonly string[]): void
  /** Brings nodes or wires into sight with the least move that does. */
  show(ids: readonly string[]): void
}

interface View {
  /** The block that is entered, '' for the whole network. */
  scope: string
  bottomTab: BottomTab
  shown: Readonly<Record<Side, boolean>>
  /** Pixels: width or, of the bottom panel, height. Kept while a panel is folded. */
  sizes: Readonly<Record<Side, number>>
  theme: Theme
  lens: Lens | undefined
  overlay: Overlay | undefined
  /** What was last asked to be shown; `at` tells one request from the next for the same id. */
  revealed: { id: string; param?: string; at: number } | undefined
  canvas: CanvasController | undefined
}

/** What the window shows and how: nothing here is part of the document, and nothing of it can be undone. */
export const useView = create<View>()(
  persist(
    (): View => ({
      scope: '',
      bottomTab: 'training',
      shown: { library: true, inspector: true, bottom: true },
      sizes: { library: 232, inspector: 288, bottom: 296 },
      theme: 'system',
      lens: undefined,
      overlay: undefined,
      revealed: undefined,
      canvas: undefined,
    }),
    {
      name: 'layerloom.view',
      version: 1,
      partialize: ({ bottomTab, shown, sizes, theme }) => ({ bottomTab, shown, sizes, theme }),
    },
  ),
)

/** Shows the inside of a block alone; what was selected outside is out of sight and out of reach. */
export function enterBlock(id: string): void {
  useView.setState({ scope: id })
  useEditor.getState().select([])
}

/** Goes out to the block around, with the block that was left selected. */
export function leaveBlock(): void {
  const { scope } = useView.getState()
  if (scope === '') return
  const { history, select } = useEditor.getState()
  useView.setState({ scope: history.document.nodes[scope]?.parent ?? '' })
  select([scope])
}

/** Selects a node or a wire and takes a person there: the canvas brings it into sight, the inspector shows it. */
export function reveal(id: string, param?: string): void {
  const { history, select } = useEditor.getState()
  select([id])
  useView.setState(({ scope, revealed }) => ({
    scope: scopeShowing(history.document, id, scope),
    revealed: { id, param, at: (revealed?.at ?? 0) + 1 },
  }))
}

export const showSide = (side: Side, shown = true): void =>
  void useView.setState((view) => ({ shown: { ...view.shown, [side]: shown } }))

export const noteSize = (side: Side, pixels: number): void =>
  void useView.setState((view) => ({ sizes: { ...view.sizes, [side]: pixels } }))

/** Brings a tab of the bottom panel to the front, unfolding the panel. */
export function showTab(bottomTab: BottomTab): void {
  useView.setState({ bottomTab })
  showSide('bottom')
}

export const openOverlay = (overlay: Overlay): void => void useView.setState({ overlay })
export const closeOverlay = (): void => void useView.setState({ overlay: undefined })

// Another document is shown from its top; a block that an undo took away is left.
useEditor.subscribe(({ history }, before) => {
  if (history.document === before.history.document) return
  const isLoaded = history.past.length === 0 && history.future.length === 0
  const { scope } = useView.getState()
  const standing = isLoaded ? '' : standingScope(history.document, scope)
  if (standing !== scope) useView.setState({ scope: standing })
})
