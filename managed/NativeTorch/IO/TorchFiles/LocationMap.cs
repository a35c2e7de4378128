using NativeTorch.IO.Pickle;

namespace NativeTorch.IO.TorchFiles;

/// <summary>Where storages go: to the device that they were saved from, unless the caller says otherwise.</summary>
/// <param name="path">The file, for errors.</param>
/// <param name="map">Gives the device for a location such as "cuda:0"; null for the location itself.</param>
sealed class LocationMap(string path, Func<string, Device?>? map)
{
    public Device Find(string location)
    {
        Device device = map?.Invoke(location) ?? Saved(location);
        return device.Type != DeviceType.Cuda || device.Index < Cuda.DeviceCount ? device : throw new DeviceMismatchException(
            $"[load] {path}: a tensor was saved on {PickleNames.Describe(location)}, and there is no {device} here; "
            + "pass mapLocation: Device.Cpu to load all tensors to the CPU");
    }

    Device Saved(string location) => Device.TryParse(location, null, out Device device) ? device
        : throw new DeviceMismatchException($"[load] {path}: a tensor was saved on {PickleNames.Describe(location)}, "
            + "which is no device here; pass mapLocation: Device.Cpu to load all tensors to the CPU");
}
