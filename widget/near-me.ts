/** A tenth of a degree is about 11 km: near enough to look for sites, and no address. */
const DIGITS = 1;

/** Offers a button that fills the field of a place from where the device is; nothing is asked before it is pressed. */
function offerLocation(field: HTMLInputElement, label: string, failed: string): void {
  const button = document.createElement('button');
  const told = document.createElement('span');
  button.type = 'button';
  button.className = 'plain';
  button.textContent = label;
  told.setAttribute('role', 'status');
  button.addEventListener('click', () => {
    told.textContent = '';
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field.value = `${coords.latitude.toFixed(DIGITS)},${coords.longitude.toFixed(DIGITS)}`;
        field.focus();
      },
      () => {
        told.textContent = failed;
      },
      { maximumAge: 600_000, timeout: 10_000 },
    );
  });
  field.after(button, told);
}

const field = document.querySelector<HTMLInputElement>('input[data-locate]');
if (field !== null && 'geolocation' in navigator) {
  offerLocation(field, field.dataset['locate'] ?? '', field.dataset['failed'] ?? '');
}
