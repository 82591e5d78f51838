// <div class="chart" data-chart='{"type":"bar",…}'> or data-chart-from="table-id". ECharts is fetched only when a chart comes near the screen.
const boxes = [...document.querySelectorAll<HTMLElement>('[data-chart]')];
const draw = (box: HTMLElement) => void import('./charts/draw').then(m => m.draw(box));

if ('IntersectionObserver' in window) {
  const near = new IntersectionObserver(
    seen => {
      for (const { target, isIntersecting } of seen) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        draw(target as HTMLElement);
      }
    },
    { rootMargin: '200px' },
  );
  boxes.forEach(b => near.observe(b));
} else boxes.forEach(draw);
