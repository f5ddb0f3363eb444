import type { Text } from '../../src-core/text.ts'
import type { Action } from './define.ts'
import { exportModel } from './export.ts'
import { newNetwork } from './new.ts'
import { openDocument } from './open.ts'
import { resumeTraining } from './resume-training.ts'
import { saveDocumentAs } from './save-as.ts'
import { saveDocument } from './save.ts'
import { stopTraining } from './stop-training.ts'
import { train } from './train.ts'

interface Section {
  title: Text
  actions: readonly Action[]
}

/** Every action, in the order in which the palette and the list of keys show them. */
export const sections: readonly Section[] = [
  {
    title: { en: 'File', zh: '文件' },
    actions: [newNetwork, openDocument, saveDocument, saveDocumentAs, exportModel],
  },
  { title: { en: 'Training', zh: '训练' }, actions: [train, stopTraining, resumeTraining] },
]

export const actions: readonly Action[] = sections.flatMap((section) => section.actions)

const byId = new Map(actions.map((action) => [action.id, action]))

/** The action of an id, as the system's menu names it. */
export const actionOf = (id: string): Action | undefined => byId.get(id)
