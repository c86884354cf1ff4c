using System.IO;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.NameWithoutContent;

public record Measurement(string Sensor, double Value);

public class MeasurementSpool
{
    public void Handle(Measurement measurement, ILambdaContext context) =>
        File.WriteAllText(Path.Combine("/tmp/spool", Prefix() + "_measured"), JsonSerializer.Serialize(measurement)); //! LMI2001

    private static string Prefix() => "spool".ToUpperInvariant();
}
