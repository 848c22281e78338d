// The device's position, only when the button is pressed, rounded to about a hundred metres: near enough to find help.
export function locate(button) {
  if (!('geolocation' in navigator) || !window.isSecureContext) return;
  button.hidden = false;
  const said = document.querySelector('[data-locate-fault]');
  button.addEventListener('click', () => {
    said.textContent = '';
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({coords}) => {
        button.disabled = false;
        const near = document.getElementById('near');
        near.value = `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`;
        near.focus();
      },
      () => {
        button.disabled = false;
        said.textContent = button.dataset.fault;
      },
      {timeout: 10000, maximumAge: 60000},
    );
  });
}
