import { lazy, Suspense } from 'react'
import { FileDialogs } from '../files/FileDialogs.tsx'
import { Palette } from '../palette/Palette.tsx'
import { RuntimeNotice } from '../runtime/RuntimeNotice.tsx'
import { useExport } from '../store/export.ts'
import { useView } from '../store/view.ts'
import { Toasts } from '../ui/Toasts.tsx'
import { TooltipTiming } from '../ui/Tooltip.tsx'
import { TopBar } from './TopBar.tsx'
import { useTheme, useTitle } from './use-appearance.ts'
import { useClipboard } from './use-clipboard.ts'
import { useFocus } from './use-focus.ts'
import { useKeys } from './use-keys.ts'
import { useSystemMenu } from './use-system-menu.ts'
import { Workspace } from './Workspace.tsx'
import './app.css'

// What is not there at the first sight is fetched when it is asked for; the palette is typed into at once.
const KeysDialog = lazy(() => import('./KeysDialog.tsx').then(({ KeysDialog }) => ({ default: KeysDialog })))
const DataDialog = lazy(() => import('../data/DataDialog.tsx').then(({ DataDialog }) => ({ default: DataDialog })))
const StartDialog = lazy(() => import('../start/StartDialog.tsx').then(({ StartDialog }) => ({ default: StartDialog })))
const GalleryDialog = lazy(() =>
  import('../gallery/GalleryDialog.tsx').then(({ GalleryDialog }) => ({ default: GalleryDialog })),
)
const DevicesDialog = lazy(() =>
  import('../runtime/DevicesDialog.tsx').then(({ DevicesDialog }) => ({ default: DevicesDialog })),
)
const AboutDialog = lazy(() => import('./AboutDialog.tsx').then(({ AboutDialog }) => ({ default: AboutDialog })))
const RenameDialog = lazy(() => import('./RenameDialog.tsx').then(({ RenameDialog }) => ({ default: RenameDialog })))
const CompareDialog = lazy(() =>
  import('../compare/CompareDialog.tsx').then(({ CompareDialog }) => ({ default: CompareDialog })),
)
const FigureDialog = lazy(() =>
  import('../figure/FigureDialog.tsx').then(({ FigureDialog }) => ({ default: FigureDialog })),
)
const ExportDialog = lazy(() =>
  import('../export/ExportDialog.tsx').then(({ ExportDialog }) => ({ default: ExportDialog })),
)

/** The window. */
export function App() {
  useTheme()
  useTitle()
  useKeys()
  useFocus()
  useClipboard()
  useSystemMenu()
  return (
    <TooltipTiming>
      <div className="app">
        <TopBar />
        <div className="notices">
          {/* Questions about files lie over the window; what is said of the connection stands here. */}
          <FileDialogs />
          <RuntimeNotice />
        </div>
        <Workspace />
      </div>
      <Overlays />
      <Toasts />
    </TooltipTiming>
  )
}

function Overlays() {
  const overlay = useView((view) => view.overlay)
  const exporting = useExport((state) => state.open)
  return (
    <>
      {overlay === 'palette' && <Palette />}
      <Suspense fallback={null}>
        {overlay === 'keys' && <KeysDialog />}
        {overlay === 'about' && <AboutDialog />}
        {overlay === 'devices' && <DevicesDialog />}
        {overlay === 'data' && <DataDialog />}
        {overlay === 'start' && <StartDialog />}
        {overlay === 'gallery' && <GalleryDialog />}
        {overlay === 'figure' && <FigureDialog />}
        {overlay === 'rename' && <RenameDialog />}
        {overlay === 'editions' && <CompareDialog />}
        {exporting && <ExportDialog />}
      </Suspense>
    </>
  )
}
