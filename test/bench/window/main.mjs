import '../../../src-renderer/main.tsx'
import { useEditor } from '../../../src-renderer/store/editor.ts'
import { useView } from '../../../src-renderer/store/view.ts'
import { newDocument } from '../../../templates/open.ts'

/** The window as it is, with its stores in reach, so that an edit can be made without a hand on the mouse. */
Object.assign(globalThis, { editor: useEditor, view: useView, newDocument })
