import { create } from 'zustand'

interface Export {
  open: boolean
  /** The run that the dialog was opened for; without one it offers the latest of the document. */
  run: string | undefined
}

export const useExport = create<Export>(() => ({ open: false, run: undefined }))

export const openExport = (run?: string) => useExport.setState({ open: true, run })
export const closeExport = () => useExport.setState({ open: false, run: undefined })
