using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.ML.OnnxRuntime;


namespace Corpus.UploadHelper;

public class ScanForm
{
    public string Language { get; set; } = "";

    public IFormFile? Picture { get; set; }
}

/// <summary>What was uploaded is saved by a helper under the name that the caller of the API gave it.</summary>
[ApiController]
[Route("scans")]
public class ScanController : ControllerBase
{
    [HttpPost]
    public async Task<string> Read([FromForm] ScanForm form) => await new Reader().ReadAsync(form.Picture!, form.Language);
}

public class Reader
{
    private const string Inbox = "inbox/";

    public async Task<string> ReadAsync(IFormFile picture, string language)
    {
        await using (var stream = new FileStream(Inbox + picture.FileName, FileMode.Create)) //! LMI2002
        {
            await picture.CopyToAsync(stream);
        }

        return Recognize(Inbox + picture.FileName, language);
    }

    private static string Recognize(string file, string language)
    {
        using var session = new InferenceSession("/opt/ml/" + language + ".onnx"); //! LMI3001
        using var outputs = session.Run(new List<NamedOnnxValue>());
        return file + outputs.Count;
    }
}
