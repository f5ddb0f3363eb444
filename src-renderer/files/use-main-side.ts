import { useEffect } from 'react'
import { main } from '../bridge/main.ts'
import { isUnsaved, useEditor } from '../store/editor.ts'
import { refreshRecent, useFiles } from '../store/files.ts'
import { followRuns, liveRunOf, useRuns } from '../store/runs.ts'
import { followData } from '../store/data.ts'
import { followRuntime } from '../store/runtime.ts'
import { keepAutosaved } from './autosave.ts'
import { watchFile } from './on-disk.ts'
import { openPath } from './opening.ts'
import { offerRecovery } from './recovery.ts'
import { leaveForReload } from './reload.ts'

/** Ties the window to the main side for as long as it is open: what there is to know, what must not be lost. */
export function useMainSide(): void {
  useEffect(() => {
    const leaving = new AbortController()
    void followRuntime(leaving.signal)
    void followRuns(leaving.signal)
    followData(leaving.signal)
    void main.info({}).then((info) => useFiles.setState({ info }))
    void refreshRecent()
    // What was left behind is looked for before anything of this window is put aside.
    void offerRecovery().finally(() => window.layerloom?.onOpenFile((path) => void openPath(path)))
    const stopAutosave = keepAutosaved()
    const stopGuard = guardLeaving()
    const stopWatch = watchFile()
    const stopLeaving = leaveForReload()
    return () => {
      leaving.abort()
      stopAutosave()
      stopGuard()
      stopWatch()
      stopLeaving()
    }
  }, [])
}

/** A browser asks before a tab with unsaved work or a run is closed. Electron's shell asks by itself, in words. */
function guardLeaving(): () => void {
  if (window.layerloom) return () => {}
  const guard = (event: BeforeUnloadEvent) => {
    if (isUnsaved(useEditor.getState()) || liveRunOf(useRuns.getState())) event.preventDefault()
  }
  window.addEventListener('beforeunload', guard)
  return () => window.removeEventListener('beforeunload', guard)
}
