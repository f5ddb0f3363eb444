import type { Page } from '@playwright/test'
import { analyze } from '../../src-core/graph/analyze.ts'
import type { newDocument as makeDocument } from '../../templates/open.ts'
import { newDocument } from '../../templates/open.ts'
import { templates } from '../../templates/registry.ts'
import { inWindow } from './in-window.ts'
import type { Window } from './in-window.ts'
import type { Measure, Section } from './section.ts'

/** The largest documented networks. */
const largest = [
  { id: 'efficientnet', options: { variant: 'b7' } },
  { id: 'inception-resnet-v2', options: {} },
]
const rounds = 20
/** The engine has compiled the analysis by then, as it has in a window where LeNet-5 has been shown. */
const warmUp = 3
/** Milliseconds in which the window comes to rest between two openings. */
const pause = 400

/** From the press on a network in the library to its picture, and what all that follows from its graph takes. */
export const open: Section = {
  name: 'open',
  title: 'Opening a network: built, analyzed, laid out and drawn (Chromium); analysis alone (Node)',
  needsBuild: true,
  run: () =>
    inWindow(async (page) => {
      const measures: Measure[] = largest.map(analysisOf)
      for (const network of largest) measures.push(await openingOf(page, network, 8))
      const others = Object.keys(templates)
      const slowest: Measure = { what: 'each of the others, once', unit: 'ms', limit: 300, values: [] }
      for (const id of others) slowest.values.push(...(await openingOf(page, { id, options: {} }, 1)).values)
      return { measures: [...measures, slowest] }
    }),
}

type Network = (typeof largest)[number]

function analysisOf({ id, options }: Network): Measure {
  const values: number[] = []
  for (let round = 0; round < warmUp + rounds; round++) {
    // A document of its own every time: results are kept by the identity of what they follow from.
    const document = newDocument(id, options)
    if (!document.ok) throw new Error(document.failure.message.en)
    const begun = performance.now()
    analyze(document.value)
    if (round >= warmUp) values.push(performance.now() - begun)
  }
  return { what: `full analysis of ${id}`, unit: 'ms', limit: 20, values }
}

async function openingOf(page: Page, network: Network, times: number): Promise<Measure> {
  const values: number[] = []
  for (let time = 0; time < times; time++) {
    await page.waitForTimeout(pause)
    values.push(await page.evaluate(openAndDraw, network))
  }
  return { what: `opening ${network.id}`, unit: 'ms', limit: 300, values }
}

/** Runs in the page: gives back the milliseconds until the frame with all of the network's stages has been made. */
async function openAndDraw({ id, options }: { id: string; options: object }): Promise<number> {
  const { editor, newDocument } = window as unknown as Window & { newDocument: typeof makeDocument }
  await new Promise((done) => requestAnimationFrame(done))
  const begun = performance.now()
  const document = newDocument(id, { ...options })
  if (!document.ok) throw new Error(document.failure.message.en)
  editor.getState().load({ document: document.value })
  const stages = Object.entries(document.value.nodes).flatMap(([id, { parent }]) => (parent === undefined ? [id] : []))
  const isShown = (id: string) => {
    const card = window.document.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
    return card !== null && getComputedStyle(card).visibility === 'visible'
  }
  do {
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
    if (performance.now() - begun > 5_000) throw new Error(`${id} was not drawn within five seconds.`)
  } while (!stages.every(isShown))
  return performance.now() - begun
}
