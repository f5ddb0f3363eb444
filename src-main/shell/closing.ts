import type { Text } from '../../src-core/text.ts'

/** A question with buttons; the first is what Enter does, the last what Esc does. */
export interface Question<A extends string = string> {
  message: Text
  detail: Text
  answers: readonly { answer: A; label: Text }[]
}

export const trainingQuestion = {
  message: { en: 'A network is being trained.', zh: '正在训练网络。' },
  detail: {
    en: 'Stopping keeps the weights of the last step: the run can be resumed later. Or close the window and let the training go on; Layerloom then quits when it is done.',
    zh: '停止训练会保留最后一步的权重，之后可以继续。也可以关闭窗口让训练继续进行，训练完成后 Layerloom 会自动退出。',
  },
  answers: [
    { answer: 'stop', label: { en: 'Stop training and quit', zh: '停止训练并退出' } },
    { answer: 'keep', label: { en: 'Keep training', zh: '继续训练' } },
    { answer: 'cancel', label: { en: 'Cancel', zh: '取消' } },
  ],
} as const satisfies Question

export const unsavedQuestion = {
  message: { en: 'The document has unsaved changes.', zh: '文档有未保存的更改。' },
  detail: { en: 'They are lost if you do not save them.', zh: '如果不保存，这些更改将会丢失。' },
  answers: [
    { answer: 'save', label: { en: 'Save', zh: '保存' } },
    { answer: 'discard', label: { en: 'Don’t save', zh: '不保存' } },
    { answer: 'cancel', label: { en: 'Cancel', zh: '取消' } },
  ],
} as const satisfies Question

export const crashedQuestion = {
  message: { en: 'The window has crashed.', zh: '窗口已崩溃。' },
  detail: {
    en: 'Training goes on, and your document was saved automatically: opening the window again offers it.',
    zh: '训练仍在继续，文档已自动保存，重新打开窗口后即可恢复。',
  },
  answers: [
    { answer: 'reload', label: { en: 'Open again', zh: '重新打开' } },
    { answer: 'quit', label: { en: 'Quit', zh: '退出' } },
  ],
} as const satisfies Question

/** What a shell knows and can do when a person wants to leave. */
export interface Leaving {
  training(): boolean
  unsaved(): boolean
  ask<A extends string>(question: Question<A>): Promise<A>
  /** Has the window save; false where that came to nothing. */
  save(): Promise<boolean>
}

/** `leave`: close everything. `hide`: away with the window, the training goes on. `stay`: as if nothing had been asked. */
export type Decision = 'leave' | 'hide' | 'stay'

/** Asks what leaving would cost, the training first: where it goes on, so does the window, and nothing is lost. */
export async function decideLeaving(leaving: Leaving): Promise<Decision> {
  if (leaving.training()) {
    const answer = await leaving.ask(trainingQuestion)
    if (answer !== 'stop') return answer === 'keep' ? 'hide' : 'stay'
  }
  if (!leaving.unsaved()) return 'leave'
  const answer = await leaving.ask(unsavedQuestion)
  if (answer === 'save') return (await leaving.save()) ? 'leave' : 'stay'
  return answer === 'discard' ? 'leave' : 'stay'
}
