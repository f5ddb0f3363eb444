import { describe, expect, test } from 'vitest'
import { decideLeaving } from './closing.ts'
import type { Question } from './closing.ts'

const cases = [
  { name: 'nothing to lose', training: false, unsaved: false, answers: [], saves: true, decision: 'leave', asked: 0 },
  {
    name: 'stop training',
    training: true,
    unsaved: false,
    answers: ['stop'],
    saves: true,
    decision: 'leave',
    asked: 1,
  },
  { name: 'keep training', training: true, unsaved: true, answers: ['keep'], saves: true, decision: 'hide', asked: 1 },
  {
    name: 'cancel at training',
    training: true,
    unsaved: true,
    answers: ['cancel'],
    saves: true,
    decision: 'stay',
    asked: 1,
  },
  {
    name: 'stop, then save',
    training: true,
    unsaved: true,
    answers: ['stop', 'save'],
    saves: true,
    decision: 'leave',
    asked: 2,
  },
  {
    name: 'a save that fails',
    training: false,
    unsaved: true,
    answers: ['save'],
    saves: false,
    decision: 'stay',
    asked: 1,
  },
  { name: 'discard', training: false, unsaved: true, answers: ['discard'], saves: false, decision: 'leave', asked: 1 },
  {
    name: 'cancel at unsaved',
    training: false,
    unsaved: true,
    answers: ['cancel'],
    saves: false,
    decision: 'stay',
    asked: 1,
  },
] as const

describe('leaving', () => {
  test.each(cases)('$name', async ({ training, unsaved, answers, saves, decision, asked }) => {
    const queue: string[] = [...answers]
    let questions = 0
    const decided = await decideLeaving({
      training: () => training,
      unsaved: () => unsaved,
      async ask<A extends string>(question: Question<A>) {
        questions += 1
        const answer = queue.shift()
        expect(question.answers.map((choice) => choice.answer as string)).toContain(answer)
        return answer as A
      },
      save: async () => saves,
    })
    expect({ decided, questions }).toEqual({ decided: decision, questions: asked })
  })
})
