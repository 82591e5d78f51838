import { BarChart, LineChart, PieChart, RadarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, RadarComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, LineChart, PieChart, RadarChart, GridComponent, LegendComponent, MarkLineComponent, RadarComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

/** @param between The interval about each point, where there is one. */
interface Series { name: string; data: (number | null)[]; between?: ([number, number] | null)[] }

export interface Spec {
  type: 'bar' | 'rows' | 'stacked' | 'line' | 'pie' | 'radar';
  labels?: string[];
  series?: Series[];
  unit?: string;
  min?: number;
  max?: number;
}

const palette = ['#b5121b', '#c8963e', '#4e5969', '#d98a8e', '#9fb0c3', '#8c0d14', '#7a6a45'];

/** The first column names the points, each numeric column after it is a series (th with data-series="no" is left out); data-low and data-high are an interval. */
function fromTable(id: string): Pick<Spec, 'labels' | 'series'> {
  const table = document.getElementById(id) as HTMLTableElement | null;
  const rows = [...(table?.tBodies[0]?.rows ?? [])];
  const heads = [...(table?.tHead?.rows[0]?.cells ?? [])];
  const number = (cell: HTMLTableCellElement | undefined) => read(cell?.dataset.value ?? cell?.textContent);
  const between = (cell: HTMLTableCellElement | undefined): [number, number] | null => {
    const [low, high] = [read(cell?.dataset.low), read(cell?.dataset.high)];
    return low === null || high === null ? null : [low, high];
  };
  const read = (written: string | null | undefined) => {
    const text = (written ?? '').replace(/[,%\s]/g, '').replace('−', '-');
    return text === '' || Number.isNaN(Number(text)) ? null : Number(text);
  };
  return {
    labels: rows.map(r => r.cells[0]?.textContent?.trim() ?? ''),
    series: heads.map((h, i) => ({ h, i })).slice(1)
      .filter(({ h, i }) => h.dataset.series !== 'no' && rows.some(r => number(r.cells[i]) !== null))
      .map(({ h, i }) => ({ name: h.textContent?.trim() ?? '', data: rows.map(r => number(r.cells[i])), between: rows.map(r => between(r.cells[i])) })),
  };
}

function option(spec: Spec, scale: number, narrow: boolean): EChartsCoreOption {
  const { labels = [], series = [], unit = '' } = spec;
  const text = { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 13 * scale, color: '#4e5969' };
  const base = {
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    animationDuration: 400,
    color: palette,
    textStyle: text,
    aria: { enabled: true },
    // Drawn, not HTML: the content security policy forbids inline styles.
    tooltip: { trigger: spec.type === 'pie' || spec.type === 'radar' ? 'item' : 'axis', renderMode: 'richText', axisPointer: { type: 'shadow', shadowStyle: { color: 'rgba(29,33,41,.05)' } }, valueFormatter: (v: unknown) => `${v ?? '–'}${unit}`, textStyle: text },
    legend: series.length > 1 || spec.type === 'pie' ? { bottom: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10, textStyle: text } : undefined,
  };
  if (spec.type === 'pie') {
    const data = labels.map((name, i) => ({ name, value: series[0]?.data[i] ?? 0 }));
    return { ...base, series: [{ type: 'pie', radius: ['48%', '70%'], center: ['50%', '44%'], data, label: narrow ? { formatter: '{c}', position: 'inside', ...text, color: '#fff' } : { formatter: '{b} {c}', ...text }, itemStyle: { borderColor: '#fff', borderWidth: 2 } }] };
  }
  if (spec.type === 'radar') {
    const top = spec.max ?? Math.max(...series.flatMap(s => s.data.map(v => v ?? 0)));
    return {
      ...base,
      radar: { center: ['50%', '46%'], radius: '64%', indicator: labels.map(name => ({ name, max: top })), axisName: text, splitArea: { show: false }, splitLine: { lineStyle: { color: '#e5e6eb' } }, axisLine: { lineStyle: { color: '#e5e6eb' } } },
      series: [{ type: 'radar', symbolSize: 5, areaStyle: { opacity: 0.12 }, data: series.map(s => ({ name: s.name, value: s.data })) }],
    };
  }
  const across = spec.type === 'rows';
  const stacked = spec.type === 'stacked';
  const names = { type: 'category', data: labels, inverse: across, axisTick: { show: false }, axisLine: { lineStyle: { color: '#d3d6dc' } }, axisLabel: { ...text, interval: across || !narrow ? 0 : 'auto', hideOverlap: true, width: across ? (narrow ? 88 : 160) : undefined, overflow: 'truncate' } };
  const whole = series.every(s => s.data.every(v => v === null || Number.isInteger(v)));
  // What an interval reaches to belongs on the axis as much as the point.
  const ends = series.flatMap(s => (s.between ?? []).flatMap(b => b ?? []));
  const values = { type: 'value', minInterval: whole ? 1 : undefined, min: spec.min ?? (ends.length > 0 ? Math.floor(Math.min(0, ...ends)) : undefined), max: spec.max ?? (ends.length > 0 ? Math.ceil(Math.max(0, ...ends)) : undefined), splitLine: { lineStyle: { color: '#eceef1' } }, axisLabel: text };
  return {
    ...base,
    grid: { left: 4, right: 16, top: 16, bottom: base.legend ? 36 : 4, containLabel: true },
    xAxis: across ? values : names,
    yAxis: across ? names : values,
    series: series.map(s => ({
      name: s.name,
      data: s.data,
      type: spec.type === 'line' ? 'line' : 'bar',
      stack: stacked ? 'all' : undefined,
      barMaxWidth: 22,
      symbolSize: 7,
      lineStyle: { width: 2.5 },
      itemStyle: spec.type === 'line' || stacked ? {} : { borderRadius: across ? [0, 3, 3, 0] : [3, 3, 0, 0] },
      label: across ? { show: !s.between?.some(b => b), position: 'right', ...text } : undefined,
      markLine: whiskers(s, across),
    })),
  };
}

/** How sure each point is: a thin line from the low end of its interval to the high one. */
function whiskers({ between = [] }: Series, across: boolean): object | undefined {
  const data = between.flatMap((b, i) => (b ? [[{ coord: across ? [b[0], i] : [i, b[0]] }, { coord: across ? [b[1], i] : [i, b[1]] }]] : []));
  return data.length === 0 ? undefined : { silent: true, symbol: ['rect', 'rect'], symbolSize: [1.5, 9], label: { show: false }, lineStyle: { color: '#1d2129', width: 1.5, type: 'solid' }, data };
}

export function draw(box: HTMLElement): void {
  const given = JSON.parse(box.dataset.chart || '{}') as Spec;
  const spec: Spec = { ...given, ...(box.dataset.chartFrom ? fromTable(box.dataset.chartFrom) : {}) };
  const chart = init(box);
  box.setAttribute('role', 'img');
  const paint = () => {
    const scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    chart.setOption(option(spec, scale, box.clientWidth < 520), true);
  };
  paint();
  if (box.dataset.label) box.setAttribute('aria-label', box.dataset.label);
  new ResizeObserver(() => chart.resize()).observe(box);
  new MutationObserver(paint).observe(document.documentElement, { attributes: true, attributeFilter: ['class'] });
}
