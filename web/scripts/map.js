// Tiles behind the same points, where the site names a tile address. Without this script the drawn map stays.
import L from 'leaflet';

document.querySelectorAll('[data-map]').forEach((figure) => {
  const plain = figure.querySelector('[data-map-plain]');
  const points = [...plain.querySelectorAll('[data-latitude]')].map(({dataset}) => dataset);
  if (points.length === 0) return;
  const box = document.createElement('div');
  box.className = 'fp-tiles-map';
  plain.before(box);
  plain.remove();
  const map = L.map(box, {scrollWheelZoom: false, keyboard: true});
  const attribution = document.createElement('span');
  attribution.textContent = figure.dataset.attribution;
  L.tileLayer(figure.dataset.tiles, {attribution: attribution.innerHTML, maxZoom: 19, referrerPolicy: 'no-referrer'}).addTo(map);
  const bounds = points.map((point) => [Number(point.latitude), Number(point.longitude)]);
  points.forEach((point, i) => {
    const icon = L.divIcon({className: 'fp-pin', iconSize: [28, 28], html: document.createTextNode(point.number).textContent});
    const marker = L.marker(bounds[i], {icon, alt: `${point.number} ${point.name}`, title: point.name}).addTo(map);
    marker.on('click', () => { window.location.hash = point.href; });
  });
  map.fitBounds(bounds, {padding: [30, 30], maxZoom: 15});
});
