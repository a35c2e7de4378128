using NativeTorch.Data;

namespace NativeTorch.FormatFuzz.Targets;

sealed class CsvTarget : FuzzTarget
{
    static readonly CsvOptions comments = new() { Comment = '#', Separator = ';', HasHeader = false };

    public override string Name => "csv";

    public override string Extension => ".csv";

    public override IEnumerable<byte[]> Seeds()
    {
        yield return "path,class,weight,flag\na.png,3,0.5,true\n\"b, c.png\",,NaN,False\r\n\"d\"\"e\nf\",-7,1e9,TRUE\n"u8.ToArray();
        yield return [0xEF, 0xBB, 0xBF, .. "grün,日本\n1,2\n3,4\n"u8];
        yield return "# a comment\n1;2\n\n3;x\n"u8.ToArray();
    }

    public override void Read(string path)
    {
        CsvTable table = CsvTable.Read(path, File.ReadAllBytes(path) is [(byte)'#', ..] ? comments : null);
        foreach (CsvColumn column in table.Columns)
            _ = column.Type == CsvType.String ? column.Categories().Labels : column.ToTensor();
    }

    public override bool Expects(Exception exception) => exception is DatasetFormatException;
}
