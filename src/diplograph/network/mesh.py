"""Repulsion between nodes of a drawing: of every pair, or read from a mesh when they are many.

A node of mass m pushes one of mass n with m·n/d, away from itself. On the plane this is the force between
charges, which the particle-mesh method computes for all of them at once: masses are shared out to the corners
of their cells, the field on the corners is a convolution (three Fourier transforms), and each node reads the
field between the corners around it. The cost is that of the nodes plus that of the mesh.

Source: R. W. Hockney, J. W. Eastwood, "Computer Simulation Using Particles", 1988, chapter 5 (cloud in cell).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def every_pair(x: Floats, y: Floats, mass: Floats) -> tuple[Floats, Floats]:
    """The force on each node, exactly; two nodes on one point do not push one another."""
    dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
    square = dx * dx + dy * dy
    strength = mass[None, :] / (square + (square == 0.0))
    return mass * (strength * dx).sum(axis=1), mass * (strength * dy).sum(axis=1)


class Mesh:
    """The same forces from a square mesh that covers the nodes; what is nearer than a cell pushes less.

    Args:
        cells: on each side.
    """

    def __init__(self, cells: int) -> None:
        import numpy as np

        self._cells = cells
        offsets = np.fft.fftfreq(2 * cells, 1 / (2 * cells))
        across, down = np.meshgrid(offsets, offsets, indexing="ij")
        square = across**2 + down**2
        square[0, 0] = 1.0
        self._fields = tuple(np.fft.rfft2(part / square) for part in (across, down))

    def __call__(self, x: Floats, y: Floats, mass: Floats) -> tuple[Floats, Floats]:
        """The force on each node."""
        import numpy as np

        cells = self._cells
        low_x, low_y = float(x.min()), float(y.min())
        width = max(float(x.max()) - low_x, float(y.max()) - low_y, 1e-9) / (cells - 1.001)
        across, down = (x - low_x) / width, (y - low_y) / width
        column, row = across.astype(np.intp), down.astype(np.intp)
        right, below = across - column, down - row
        corners = [
            ((column + i) * cells + row + j, (right if i else 1 - right) * (below if j else 1 - below))
            for i in (0, 1)
            for j in (0, 1)
        ]
        charge = np.zeros(cells * cells)
        for corner, share in corners:
            charge += np.bincount(corner, share * mass, cells * cells)
        spectrum = np.fft.rfft2(charge.reshape(cells, cells), (2 * cells, 2 * cells))
        forces = []
        for field in self._fields:
            values = np.fft.irfft2(spectrum * field)[:cells, :cells].ravel()
            forces.append(mass * sum(values[corner] * share for corner, share in corners) / width)
        return forces[0], forces[1]
