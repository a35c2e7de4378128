namespace NativeTorch.Data;

/// <summary>One form in which CIFAR is published.</summary>
/// <param name="Folder">The folder that its archive unpacks to.</param>
/// <param name="Archive">The archive's name.</param>
/// <param name="Md5">The archive's checksum.</param>
/// <param name="Train">The files with the training images.</param>
/// <param name="Test">The file with the test images.</param>
/// <param name="Names">The files with the classes' names.</param>
/// <param name="Reader">Reads one file.</param>
sealed record CifarForm(string Folder, string Archive, string Md5, string[] Train, string Test, string[] Names, CifarReader Reader)
{
    public string[] Images(bool train) => train ? Train : [Test];
}
