import '../../../src-renderer/main.tsx'
import { useEditor } from '../../../src-renderer/store/editor.ts'

/** The window as it is, with the editor's store in reach, so that an edit can be made without a hand on the mouse. */
Object.assign(globalThis, { editor: useEditor })
