import { ArrowLeft } from 'lucide-react'
import { useEffect, useId, useMemo, useRef } from 'react'
import type { CSSProperties } from 'react'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import { mapLayersOf } from '../../src-core/training/maps.ts'
import type { MapLayer, MapLayers } from '../../src-core/training/maps.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import type { HeatMap, TriedImage } from '../../src-core/training/tried.ts'
import { main } from '../bridge/main.ts'
import { useT } from '../i18n/locale.ts'
import { Picture } from '../runs/Picture.tsx'
import { chooseLabel, chooseLayer, lookInside, useTry } from '../store/try.ts'
import { FailureNote } from '../training/FailureNote.tsx'
import { Button } from '../ui/Button.tsx'
import { Classes } from './Classes.tsx'
import { FeatureGrid } from './FeatureGrid.tsx'
import type { Looked } from './FeatureGrid.tsx'
import { drawHeat } from './pixels.ts'
import { useAnswer } from './use-answer.ts'
import './inside.css'

interface Props {
  run: RunSummary
  name: string
  image: Uint8Array<ArrayBuffer>
  tried: TriedImage
  weights: ReportedEpoch
}

/** What one layer sees in an image: where it finds what speaks for a class, and what each of its channels gives. */
export function Inside({ run, name, image, tried, weights }: Props) {
  const t = useT()
  const { layer: wanted, label: chosen, inside } = useTry()
  const document = useAnswer(run.id, () => main.runDocument({ run: run.id }))
  const layers = useMemo(() => (document?.ok ? mapLayersOf(document.value.document) : undefined), [document])
  const layer = layers && chosenLayer(layers, wanted)
  const label = chosen ?? tried.classes[0]?.index
  const key = JSON.stringify([run.id, tried.weights, inside])
  const looked: Looked = { run: run.id, weights, image, key }
  return (
    <>
      <header className="run-head try-head">
        <Button size="small" onClick={() => lookInside(undefined)}>
          <ArrowLeft size={14} aria-hidden />
          {t({ en: 'All images', zh: '所有图像' })}
        </Button>
        <b className="inside-name" title={name}>
          {name}
        </b>
        {layers && layer && <LayerChoice layers={layers} layer={layer} />}
      </header>
      {document?.ok === false && <FailureNote failure={document.failure} />}
      {layers && !layer && (
        <p className="try-note">
          {t({ en: 'This network has no layer that gives maps.', zh: '该网络没有输出特征图的层。' })}
        </p>
      )}
      {layer && (
        <div className="inside">
          <section className="inside-heat">
            <h3>{t({ en: 'What speaks for a class', zh: '类别的依据' })}</h3>
            {label !== undefined && <Heat looked={looked} layer={layer} label={label} tried={tried} />}
            <Classes classes={tried.classes} chosen={label} onChoose={chooseLabel} />
          </section>
          <FeatureGrid key={layer.id} looked={looked} layer={layer} />
        </div>
      )}
    </>
  )
}

const chosenLayer = ({ layers, last }: MapLayers, wanted: string | undefined): MapLayer | undefined =>
  layers.find(({ id }) => id === wanted) ?? layers.find(({ id }) => id === last) ?? layers.at(-1)

function LayerChoice({ layers: { layers }, layer }: { layers: MapLayers; layer: MapLayer }) {
  const t = useT()
  const id = useId()
  return (
    <div className="inside-layer">
      <label htmlFor={id}>{t({ en: 'Layer', zh: '层' })}</label>
      <select id={id} value={layer.id} onChange={({ target }) => chooseLayer(target.value)}>
        {layers.map(({ id, height, width, channels }) => (
          <option key={id} value={id}>{`${id} · ${height}×${width}×${channels}`}</option>
        ))}
      </select>
    </div>
  )
}

/** Grad-CAM over the picture. */
function Heat({ looked, layer, label, tried }: { looked: Looked; layer: MapLayer; label: number; tried: TriedImage }) {
  const t = useT()
  const { key, ...about } = looked
  const answer = useAnswer(`${key}/${layer.id}/${label}`, () => main.heatMap({ ...about, layer: layer.id, label }))
  if (answer?.ok === false) return <FailureNote failure={answer.failure} />
  const { picture } = tried
  const isNothing = answer?.value.pixels.every((value) => value === 0)
  return (
    <>
      <div
        className="inside-picture"
        style={{ '--ratio': picture ? picture.width / picture.height : 1 } as CSSProperties}
        aria-busy={answer === undefined}
      >
        {picture && <Picture image={picture} />}
        {answer && <Overlay heat={answer.value} />}
      </div>
      <p className="inside-told">
        {isNothing
          ? t({ en: 'Here the layer finds nothing that speaks for it.', zh: '该层没有找到支持它的依据。' })
          : t({ en: 'Red speaks most for it (Grad-CAM).', zh: '红色处最支持该类别（Grad-CAM）。' })}
      </p>
    </>
  )
}

function Overlay({ heat: { width, height, pixels } }: { heat: HeatMap }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => drawHeat(canvas.current!, pixels), [width, height, pixels])
  return <canvas ref={canvas} width={width} height={height} className="inside-overlay" aria-hidden />
}
