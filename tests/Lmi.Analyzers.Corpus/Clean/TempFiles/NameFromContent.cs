using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Corpus.Clean.NameFromContent;

public record Measurement(string Sensor, double Value);

/// <summary>Loops append to the builder what no constant tells: the name comes from what is written.</summary>
public class MeasurementSpool
{
    public void Handle(Measurement measurement, ILambdaContext context)
    {
        var text = JsonSerializer.Serialize(measurement);
        File.WriteAllText(Path.Combine("/tmp/spool", Digest(text) + "_measured"), text);
    }

    private static string Digest(string text)
    {
        var digits = new StringBuilder();
        foreach (var part in MD5.HashData(Encoding.UTF8.GetBytes(text)))
        {
            digits.Append(part.ToString("x2"));
        }

        return digits.ToString();
    }
}
