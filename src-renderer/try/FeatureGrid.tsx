import { useEffect, useRef, useState } from 'react'
import { formatInteger } from '../../src-core/amounts.ts'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import type { MapLayer } from '../../src-core/training/maps.ts'
import { tryLimits } from '../../src-core/training/tried.ts'
import type { FeatureMaps } from '../../src-core/training/tried.ts'
import { main } from '../bridge/main.ts'
import { useT } from '../i18n/locale.ts'
import { FailureNote } from '../training/FailureNote.tsx'
import { Button } from '../ui/Button.tsx'
import { drawGrey } from './pixels.ts'
import { useAnswer } from './use-answer.ts'

/** Whom what is asked about. */
export interface Looked {
  run: string
  weights: ReportedEpoch
  image: Uint8Array<ArrayBuffer>
  /** Tells them apart from others. */
  key: string
}

/** What a layer's channels give for an image: the first ones, and more when they are wanted. */
export function FeatureGrid({ looked, layer }: { looked: Looked; layer: MapLayer }) {
  const t = useT()
  const [pages, setPages] = useState(1)
  const shown = Math.min(layer.channels, pages * tryLimits.maps)
  const more = Math.min(tryLimits.maps, layer.channels - shown)
  const starts = Array.from({ length: Math.ceil(shown / tryLimits.maps) }, (_, page) => page * tryLimits.maps)
  return (
    <section className="inside-maps">
      <h3>
        {t({
          en: `Feature maps, ${formatInteger(shown)} of ${formatInteger(layer.channels)}, ${layer.height}×${layer.width}`,
          zh: `特征图，${formatInteger(shown)} / ${formatInteger(layer.channels)} 个通道，${layer.height}×${layer.width}`,
        })}
      </h3>
      {starts.map((from) => (
        <Page key={from} looked={looked} layer={layer} from={from} />
      ))}
      {more > 0 && (
        <Button size="small" onClick={() => setPages(pages + 1)}>
          {t({ en: `Show ${more} more`, zh: `再显示 ${more} 个` })}
        </Button>
      )}
    </section>
  )
}

function Page({ looked, layer, from }: { looked: Looked; layer: MapLayer; from: number }) {
  const { key, ...about } = looked
  const answer = useAnswer(`${key}/${layer.id}/${from}`, () => main.featureMaps({ ...about, layer: layer.id, from }))
  if (answer?.ok === false) return <FailureNote failure={answer.failure} />
  const count = Math.min(tryLimits.maps, layer.channels - from)
  return (
    <ul className="inside-grid" aria-busy={answer === undefined}>
      {Array.from({ length: count }, (_, at) => (
        <li key={at} style={{ aspectRatio: `${layer.width} / ${layer.height}` }}>
          {answer && <FeatureMap maps={answer.value} at={at} channel={from + at} />}
        </li>
      ))}
    </ul>
  )
}

function FeatureMap({ maps, at, channel }: { maps: FeatureMaps; at: number; channel: number }) {
  const t = useT()
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height, pixels, ranges } = maps
  useEffect(() => {
    const size = width * height
    drawGrey(canvas.current!, pixels.subarray(at * size, (at + 1) * size))
  }, [width, height, pixels, at])
  const [lowest, highest] = ranges[at]!.map((value) => value.toPrecision(3))
  const words = t({
    en: `Channel ${channel}: from ${lowest} (black) to ${highest} (white)`,
    zh: `通道 ${channel}：从 ${lowest}（黑）到 ${highest}（白）`,
  })
  return <canvas ref={canvas} width={width} height={height} role="img" aria-label={words} title={words} />
}
