<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context>
    <name>AnnotationForm</name>
    <message>
        <source>Marks</source>
        <translation>印</translation>
    </message>
    <message>
        <source>None. Draw on the counterfactual; marks drawn on the original are carried over.</source>
        <translation>ありません。反実仮想画像に描いてください。原画像に描いた印は引き継がれます。</translation>
    </message>
    <message>
        <source>In your own words</source>
        <translation>自由記述</translation>
    </message>
    <message>
        <source>Was the instruction followed?</source>
        <translation>指示どおりですか</translation>
    </message>
    <message>
        <source>Plausible as a radiograph?</source>
        <translation>X線写真として自然ですか</translation>
    </message>
    <message>
        <source>Did anything else change?</source>
        <translation>ほかに変わったものはありますか</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>変化</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>存在</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変化</translation>
    </message>
    <message>
        <source>Right side</source>
        <translation>左右が正しい</translation>
    </message>
    <message>
        <source>Right degree</source>
        <translation>程度が正しい</translation>
    </message>
    <message>
        <source>Add a finding</source>
        <translation>所見を追加</translation>
    </message>
    <message>
        <source>Add a finding…</source>
        <translation>所見を追加…</translation>
    </message>
    <message>
        <source>Type of mark %1</source>
        <translation>印 %1 の種類</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>ラベル</translation>
    </message>
    <message>
        <source>Label of mark %1</source>
        <translation>印 %1 のラベル</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>Keep mark %1</source>
        <translation>印 %1 を残す</translation>
    </message>
    <message>
        <source>Delete mark %1</source>
        <translation>印 %1 を削除</translation>
    </message>
    <message>
        <source>carried over, pixels have changed</source>
        <translation>引き継ぎ、画素が変化</translation>
    </message>
    <message>
        <source>proposed</source>
        <translation>提案</translation>
    </message>
</context>
<context>
    <name>AnnotationWords</name>
    <message>
        <source>left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>both sides</source>
        <translation>両側</translation>
    </message>
    <message>
        <source>upper zone</source>
        <translation>上肺野</translation>
    </message>
    <message>
        <source>middle zone</source>
        <translation>中肺野</translation>
    </message>
    <message>
        <source>lower zone</source>
        <translation>下肺野</translation>
    </message>
    <message>
        <source>small</source>
        <translation>少量</translation>
    </message>
    <message>
        <source>moderate</source>
        <translation>中等量</translation>
    </message>
    <message>
        <source>large</source>
        <translation>多量</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>Partly</source>
        <translation>一部</translation>
    </message>
    <message>
        <source>No</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>Cannot tell</source>
        <translation>判断できない</translation>
    </message>
    <message>
        <source>appeared</source>
        <translation>出現</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>消失</translation>
    </message>
    <message>
        <source>more</source>
        <translation>増加</translation>
    </message>
    <message>
        <source>less</source>
        <translation>減少</translation>
    </message>
    <message>
        <source>same</source>
        <translation>不変</translation>
    </message>
    <message>
        <source>?</source>
        <translation>？</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>ぼけ</translation>
    </message>
    <message>
        <source>Seam</source>
        <translation>継ぎ目</translation>
    </message>
    <message>
        <source>Ghost</source>
        <translation>残像</translation>
    </message>
    <message>
        <source>Impossible anatomy</source>
        <translation>ありえない解剖</translation>
    </message>
    <message>
        <source>Printed text lost</source>
        <translation>印字の消失</translation>
    </message>
    <message>
        <source>Wrong grain</source>
        <translation>粒状の不一致</translation>
    </message>
    <message>
        <source>Device misplaced</source>
        <translation>デバイスの位置異常</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>所見</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>構造</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>全く</translation>
    </message>
    <message>
        <source>hardly</source>
        <translation>あまり</translation>
    </message>
    <message>
        <source>partly</source>
        <translation>一部</translation>
    </message>
    <message>
        <source>mostly</source>
        <translation>概ね</translation>
    </message>
    <message>
        <source>fully</source>
        <translation>完全</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>Contour</source>
        <translation>輪郭</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>多角形</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>マスク</translation>
    </message>
    <message>
        <source>%1, %2 × %3 mm</source>
        <translation>%1、%2 × %3 mm</translation>
    </message>
    <message>
        <source>%1, %2 × %3 px</source>
        <translation>%1、%2 × %3 px</translation>
    </message>
    <message>
        <source>Say whether the instruction was followed to go on.</source>
        <translation>指示どおりかどうかに答えると次へ進めます。</translation>
    </message>
    <message>
        <source>Say how plausible the image is to go on.</source>
        <translation>画像の自然さに答えると次へ進めます。</translation>
    </message>
    <message>
        <source>Say whether anything else changed to go on.</source>
        <translation>ほかの変化の有無に答えると次へ進めます。</translation>
    </message>
    <message>
        <source>Mark what else changed, or describe it, to go on.</source>
        <translation>ほかの変化に印を付けるか記述すると次へ進めます。</translation>
    </message>
    <message>
        <source>Keep or delete mark %1 to go on.</source>
        <translation>印 %1 を残すか削除すると次へ進めます。</translation>
    </message>
    <message>
        <source>Answer or confirm “%1” to go on.</source>
        <translation>「%1」に答えるか確認すると次へ進めます。</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>The film names its patient, but could not be read when patients were told apart. The next start tries it again.</source>
        <translation>フィルムに患者の名が記されていますが、患者を見分けたときに読み取れませんでした。次の開始時にもう一度試します。</translation>
    </message>
    <message>
        <source>The disk with the %1 is full. Nothing was stored and nothing was lost. Free some space and submit again.</source>
        <translation>%1 のあるディスクに空きがありません。何も保存されず、何も失われていません。空きを作ってからもう一度送信してください。</translation>
    </message>
    <message>
        <source>The database server of the %1 does not answer. What was stored is safe; what was to be stored now is not stored yet. Try again when the server is back. (%2)</source>
        <translation>%1 のデータベースサーバーが応答しません。保存済みのものは無事で、今回の分はまだ保存されていません。サーバーが復旧してからもう一度お試しください。（%2）</translation>
    </message>
    <message>
        <source>Another program has been writing to the %1 for 20 seconds. Nothing was stored. Submit again, or close the other program.</source>
        <translation>別のプログラムが20秒間 %1 に書き込み中です。何も保存されていません。もう一度送信するか、そのプログラムを終了してください。</translation>
    </message>
    <message>
        <source>The %1 may not be opened or written here: %2. Check its name, folder and permissions.</source>
        <translation>%1 はここで開くことも書き込むこともできません：%2。名前、フォルダー、権限を確認してください。</translation>
    </message>
    <message>
        <source>The file %1 is no %2, or it is damaged (%3).</source>
        <translation>ファイル %1 は %2 ではないか、破損しています（%3）。</translation>
    </message>
    <message>
        <source>The %1 could not be read or written: %2.</source>
        <translation>%1 を読み書きできませんでした：%2。</translation>
    </message>
    <message>
        <source>study %1</source>
        <translation>研究 %1</translation>
    </message>
    <message>
        <source>annotation store %1</source>
        <translation>注釈の保存先 %1</translation>
    </message>
    <message>
        <source>Reader &quot;%1&quot; has nothing to read: the study does not have this reader, or is not sealed yet.</source>
        <translation>読影者「%1」が読むものはありません。この研究にその読影者がいないか、まだ封印されていません。</translation>
    </message>
    <message>
        <source>The study was closed on %1; no answer is taken any more.</source>
        <translation>研究は %1 に終了しました。回答は受け付けられません。</translation>
    </message>
    <message>
        <source>The answers %1 are stored and locked; the protocol does not let readers go back.</source>
        <translation>回答 %1 は保存され確定しています。このプロトコルでは前に戻れません。</translation>
    </message>
    <message>
        <source>A later stage has begun; the answers of this one are locked.</source>
        <translation>次の段階が始まったため、この段階の回答は確定しています。</translation>
    </message>
    <message>
        <source>The next stage may be read from %1 on: the protocol asks for a washout.</source>
        <translation>次の段階は %1 から読影できます（ウォッシュアウト期間）。</translation>
    </message>
    <message>
        <source>The package %1 is gone. Put it back and go on.</source>
        <translation>パッケージ %1 が見つかりません。元に戻して続けてください。</translation>
    </message>
    <message>
        <source>An annotation by &quot;%1&quot; is not as it was written. `contrafact-cli annotations verify` says more; nothing is decided on it.</source>
        <translation>「%1」の注釈は書き込まれたときのままではありません。詳しくは `annotations verify`（contrafact-cli）を実行してください。これに基づく判断は行われません。</translation>
    </message>
    <message>
        <source>%1 is no annotation store.</source>
        <translation>%1 は注釈の保存先ではありません。</translation>
    </message>
    <message>
        <source>The connection string must name a database and a schema, of small letters, digits and &quot;_&quot;: postgresql://user@host:5432/database?schema=name.</source>
        <translation>接続文字列にはデータベースと、英小文字・数字・「_」からなるスキーマの名前が必要です：postgresql://user@host:5432/database?schema=name.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not in this model&apos;s captions. It will be left out.</source>
        <translation>「%1」はこのモデルのキャプションにない語です。編集には反映されません。</translation>
    </message>
    <message>
        <source>%1 more words are not in this model&apos;s captions. They will be left out.</source>
        <translation>このモデルのキャプションにない語がほかに %1 語あります。編集には反映されません。</translation>
    </message>
    <message>
        <source>Some characters could not be read. Type them again.</source>
        <translation>読み取れない文字があります。入力し直してください。</translation>
    </message>
    <message>
        <source>The prompt has more than 4,000 characters. Shorten it to what should change.</source>
        <translation>指示が4,000文字を超えています。変更内容だけに短くしてください。</translation>
    </message>
    <message>
        <source>%1 words; the model reads %2 tokens at most. Only the captions shown are sent.</source>
        <translation>%1 語あります。モデルが読むのは %2 トークンまでです。表示中のキャプションだけが渡されます。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was read as &quot;%2&quot;.</source>
        <translation>「%1」を「%2」と読み取りました。</translation>
    </message>
    <message>
        <source>Nothing to change yet. Type a finding or a device.</source>
        <translation>変更内容がありません。所見またはデバイスを入力してください。</translation>
    </message>
    <message>
        <source>Everything named is to stay. Type what should change.</source>
        <translation>挙げられたものはすべて残す指定です。変更内容を入力してください。</translation>
    </message>
    <message>
        <source>No finding or device was recognised. Name one, such as &quot;pleural effusion&quot; or &quot;pacemaker&quot;.</source>
        <translation>所見もデバイスも読み取れません。「胸水」「ペースメーカー」のように入力してください。</translation>
    </message>
    <message>
        <source>This was not understood. Write an edit such as &quot;remove the pacemaker&quot; or &quot;add a small left pleural effusion&quot;.</source>
        <translation>内容を理解できません。「ペースメーカーを除去」「左に少量の胸水を追加」のように入力してください。</translation>
    </message>
    <message>
        <source>Only the first %1 edits are made. Make the others in a second step.</source>
        <translation>最初の %1 件だけを編集します。残りは次の編集で行ってください。</translation>
    </message>
    <message>
        <source>The caption has about %1 of %2 tokens; its end would be cut. Ask for fewer edits at once.</source>
        <translation>キャプションは約 %1 トークンで、上限は %2 です。末尾が切り捨てられます。一度に行う編集を減らしてください。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not in this model&apos;s captions. It goes to the model as written, which may ignore it.</source>
        <translation>「%1」はこのモデルのキャプションにない語です。そのまま渡しますが、無視されることがあります。</translation>
    </message>
    <message>
        <source>This model knows devices only as &quot;%1&quot;. A mask over the %2 decides which.</source>
        <translation>このモデルはデバイスを「%1」としか区別できません。%2 のマスクで指定します。</translation>
    </message>
    <message>
        <source>This model has learnt adding and removing only. &quot;%1&quot; is given as the nearest of the two.</source>
        <translation>このモデルは追加と除去だけを学習しています。「%1」は近いほうとして渡します。</translation>
    </message>
    <message>
        <source>This model has learnt adding and removing only. &quot;%1&quot; is not in its captions: both captions name the finding.</source>
        <translation>このモデルは追加と除去だけを学習しています。「%1」はキャプションに表せないため、前後とも所見を含みます。</translation>
    </message>
    <message>
        <source>This model cannot hear &quot;%1&quot;. The drawn mask decides the place.</source>
        <translation>このモデルは「%1」を解釈できません。描いたマスクで場所を指定します。</translation>
    </message>
    <message>
        <source>This model cannot hear &quot;%1&quot;. Draw a mask there to decide the place.</source>
        <translation>このモデルは「%1」を解釈できません。その場所にマスクを描いて指定してください。</translation>
    </message>
    <message>
        <source>This model cannot hear &quot;%1&quot;. A mask on the %1 will decide the side.</source>
        <translation>このモデルは「%1」を解釈できません。%1側のマスクで指定します。</translation>
    </message>
    <message>
        <source>This model cannot hear &quot;%1&quot;. The size is left to the model.</source>
        <translation>このモデルは「%1」を解釈できません。大きさはモデルに任せます。</translation>
    </message>
    <message>
        <source>No side is given for &quot;%1&quot;. Write &quot;left&quot;, &quot;right&quot; or &quot;bilateral&quot;, or draw a mask.</source>
        <translation>「%1」の側が指定されていません。「左」「右」「両側」のいずれかを入力するか、マスクを描いてください。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no side. &quot;%2&quot; is left out.</source>
        <translation>「%1」に左右の別はありません。「%2」は反映されません。</translation>
    </message>
    <message>
        <source>This model hears no numbers: &quot;%1&quot; gets a size of the model&apos;s own. The method &quot;insertion&quot; draws it to measure.</source>
        <translation>このモデルは数値を解釈できません。「%1」の大きさはモデルが決めます。手法 insertion なら指定の大きさに描けます。</translation>
    </message>
    <message>
        <source>This image is not said to show &quot;%1&quot;. Check the image; the edit may change nothing.</source>
        <translation>この画像に「%1」があるとされていません。画像を確認してください。編集しても変わらないことがあります。</translation>
    </message>
    <message>
        <source>This image is said to show &quot;%1&quot; already. Write &quot;increase&quot; for more of it.</source>
        <translation>この画像にはすでに「%1」があるとされています。増やす場合は「増加」と入力してください。</translation>
    </message>
    <message>
        <source>The prompt asks for opposite things of %1. Keep one of them.</source>
        <translation>%1 について相反する指示があります。どちらか一方にしてください。</translation>
    </message>
    <message>
        <source>%1 is to be edited and to stay. Keep one of them.</source>
        <translation>%1 は編集する指定と残す指定の両方があります。どちらか一方にしてください。</translation>
    </message>
    <message>
        <source>What is &quot;%1&quot; was not understood. Name the finding with its side, such as &quot;left pleural effusion&quot;.</source>
        <translation>「%1」にあるものを理解できません。「左胸水」のように所見と側を入力してください。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no edit. Write each edit alone, with &quot;add&quot;, &quot;remove&quot;, &quot;increase&quot;, &quot;decrease&quot; or &quot;replace&quot;.</source>
        <translation>「%1」は編集の指示ではありません。「追加」「除去」「増加」「減少」「置換」で1件ずつ入力してください。</translation>
    </message>
    <message>
        <source>Is what stands with &quot;%1&quot; a reason or a second edit? Leave the reason out, or join two edits by &quot;and&quot;.</source>
        <translation>「%1」の部分は理由ですか、2つ目の編集ですか。理由なら省き、編集なら「と」でつないでください。</translation>
    </message>
    <message>
        <source>What &quot;%1&quot; denies was not understood. Write &quot;remove&quot; or &quot;keep&quot; with the name of the finding.</source>
        <translation>「%1」が何を否定しているか理解できません。所見名とともに「除去」または「残す」と入力してください。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; can be %2 or %3. Write which.</source>
        <translation>「%1」は %2、%3 のどちらともとれます。どれかを入力してください。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; can be %2, %3 or %4. Write which.</source>
        <translation>「%1」は %2、%3、%4 のいずれともとれます。どれかを入力してください。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be made of &quot;%2&quot;. It will be left out.</source>
        <translation>「%2」に「%1」は指定できません。編集には反映されません。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be meant for &quot;%2&quot;. Write a value from %3 to %4.</source>
        <translation>「%2」に「%1」はありえません。%3 から %4 までの値を入力してください。</translation>
    </message>
    <message>
        <source>Two measures are named for &quot;%1&quot;. Write one edit for each.</source>
        <translation>「%1」に2つの値が指定されています。1件ずつ入力してください。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is said to be on two sides. Write &quot;on both sides&quot; or one of them.</source>
        <translation>「%1」に2つの側が指定されています。「両側」またはどちらか一方にしてください。</translation>
    </message>
    <message>
        <source>Several zones are named for &quot;%1&quot;. Write one edit for each.</source>
        <translation>「%1」に複数の肺野が指定されています。1件ずつ入力してください。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot have two sizes. Write one of them.</source>
        <translation>「%1」に2つの大きさは指定できません。どちらか一方にしてください。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is taken to be %2, which the film is said to show.</source>
        <translation>「%1」を、画像にあるとされる %2 と解釈しました。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is taken to be %2 and %3, which the film is said to show.</source>
        <translation>「%1」を、画像にあるとされる %2 と %3 と解釈しました。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is taken to be %2 and %3 and %4, which the film is said to show.</source>
        <translation>「%1」を、画像にあるとされる %2、%3、%4 と解釈しました。</translation>
    </message>
    <message>
        <source>What should become of &quot;%1&quot;? Only &quot;remove&quot; can be said of all at once.</source>
        <translation>「%1」をどうしますか。まとめて指示できるのは「除去」だけです。</translation>
    </message>
    <message>
        <source>What the film shows is not known. Say it under &quot;Film shows&quot;, or name what should go.</source>
        <translation>画像の所見が分かりません。「画像の所見」で指定するか、除去するものの名前を入力してください。</translation>
    </message>
    <message>
        <source>The film is said to show nothing that would have to go.</source>
        <translation>除去が必要な所見は画像にないとされています。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is to stay. It is not edited; a mask that leaves it out protects it for certain.</source>
        <translation>「%1」は残します。編集の対象にしません。確実に守るには、そこを除いてマスクを描いてください。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; (%2) is to stay. It is not edited; a mask that leaves it out protects it for certain.</source>
        <translation>「%1」（%2）は残します。編集の対象にしません。確実に守るには、そこを除いてマスクを描いてください。</translation>
    </message>
    <message>
        <source>No verb says what to do with &quot;%1&quot;; it is added. Write &quot;remove&quot; if it should go.</source>
        <translation>「%1」をどうするかの動詞がないため、追加します。取り除く場合は「除去」と入力してください。</translation>
    </message>
    <message>
        <source>Two negations: &quot;%1&quot; is taken to be removed. Write &quot;add&quot; or &quot;remove&quot; to be sure.</source>
        <translation>否定が2つあります。「%1」は除去と解釈しました。「追加」または「除去」と入力すると確実です。</translation>
    </message>
    <message>
        <source>Two negations: &quot;%1&quot; is taken to be wanted. Write &quot;add&quot; or &quot;remove&quot; to be sure.</source>
        <translation>否定が2つあります。「%1」は追加と解釈しました。「追加」または「除去」と入力すると確実です。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is always there. Write what should change, such as &quot;bigger&quot; or &quot;smaller&quot;.</source>
        <translation>「%1」は常に写っています。「大きく」「小さく」のように変更内容を入力してください。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; itself cannot be removed; it is brought to normal size.</source>
        <translation>「%1」自体は除去できません。正常の大きさにします。</translation>
    </message>
    <message>
        <source>What should take the place of &quot;%1&quot;? Write &quot;replace … by …&quot;.</source>
        <translation>「%1」を何に置き換えますか。「…を…に置換」と入力してください。</translation>
    </message>
    <message>
        <source>Two opposite verbs stand before one thing. Keep one of them.</source>
        <translation>1つの対象に相反する動詞があります。どちらか一方にしてください。</translation>
    </message>
    <message>
        <source>The left of the picture is the patient&apos;s right. The patient&apos;s side is used, as radiologists do.</source>
        <translation>画像の左は患者の右です。放射線科の慣例どおり患者の側として扱います。</translation>
    </message>
    <message>
        <source>Asked change is there, once</source>
        <translation>指示した変化が1つある</translation>
    </message>
    <message>
        <source>On the asked side and place</source>
        <translation>指示した側と場所</translation>
    </message>
    <message>
        <source>Nothing else came or went</source>
        <translation>他の所見に増減なし</translation>
    </message>
    <message>
        <source>Printed marks unchanged</source>
        <translation>印字は不変</translation>
    </message>
    <message>
        <source>Outside the region</source>
        <translation>範囲の外</translation>
    </message>
    <message>
        <source>Rebuilt, no edit</source>
        <translation>再構成（編集なし）</translation>
    </message>
    <message>
        <source>Asked change is there</source>
        <translation>指示した変化がある</translation>
    </message>
    <message>
        <source>Change above the noise floor</source>
        <translation>ノイズフロアを超える変化</translation>
    </message>
    <message>
        <source>Change on the asked side</source>
        <translation>指示した側の変化</translation>
    </message>
    <message>
        <source>Change outside before recomposition</source>
        <translation>再合成前の範囲外の変化</translation>
    </message>
    <message>
        <source>Change of other findings</source>
        <translation>他の所見の変化</translation>
    </message>
    <message>
        <source>This model has nothing that could see the asked change.</source>
        <translation>指示した変化を見分ける仕組みがこのモデルにありません。</translation>
    </message>
    <message>
        <source>What changed was not measured.</source>
        <translation>変化は測定されていません。</translation>
    </message>
    <message>
        <source>The program is not sure that the film shows it, and cannot say whether it is gone.</source>
        <translation>この画像にそれが写っているか確かでないため、消えたかどうかは判定できません。</translation>
    </message>
    <message>
        <source>No one side was asked for.</source>
        <translation>片側の指定はありません。</translation>
    </message>
    <message>
        <source>Nothing was decoded, so nothing could have been meant for elsewhere.</source>
        <translation>復号がないため、他の場所の変化はありません。</translation>
    </message>
    <message>
        <source>This model has nothing that could see other findings.</source>
        <translation>他の所見を見分ける仕組みがこのモデルにありません。</translation>
    </message>
    <message>
        <source>This model has nothing that could see printed marks.</source>
        <translation>印字を見分ける仕組みがこのモデルにありません。</translation>
    </message>
    <message>
        <source>The values outside were not compared.</source>
        <translation>範囲外の値は比較されていません。</translation>
    </message>
    <message>
        <source>Nothing was rebuilt.</source>
        <translation>再構成されていません。</translation>
    </message>
    <message>
        <source>Same image (CLIP)</source>
        <translation>同じ画像か（CLIP）</translation>
    </message>
    <message>
        <source>Fits its caption (CLIP)</source>
        <translation>キャプションとの一致（CLIP）</translation>
    </message>
    <message>
        <source>Changed as the words did (CLIP)</source>
        <translation>言葉どおりの変化（CLIP）</translation>
    </message>
    <message>
        <source>Strength of a device</source>
        <translation>デバイスの濃さ</translation>
    </message>
    <message>
        <source>Strength of a finding</source>
        <translation>所見の濃さ</translation>
    </message>
    <message>
        <source>Edges of a device</source>
        <translation>デバイスの輪郭</translation>
    </message>
    <message>
        <source>Printed letters and texts</source>
        <translation>印字された文字</translation>
    </message>
    <message>
        <source>There before, to the program&apos;s eye</source>
        <translation>編集前にある（プログラムの判定）</translation>
    </message>
    <message>
        <source>Gone to the program&apos;s eye</source>
        <translation>消えている（プログラムの判定）</translation>
    </message>
    <message>
        <source>There to the program&apos;s eye</source>
        <translation>現れている（プログラムの判定）</translation>
    </message>
    <message>
        <source>Once to the program&apos;s eye</source>
        <translation>1つだけある（プログラムの判定）</translation>
    </message>
    <message>
        <source>On the asked side to the program&apos;s eye</source>
        <translation>指示した側にある（プログラムの判定）</translation>
    </message>
    <message>
        <source>Gone along its course</source>
        <translation>走行に沿って消えている</translation>
    </message>
    <message>
        <source>The change does not stand out of what rebuilding alone does to this film. Say the edit in other words, mark the region, or try another seed.</source>
        <translation>変化が、再構成だけで生じる差を超えていません。指示の言い方を変えるか、範囲を描くか、別のシードを試してください。</translation>
    </message>
    <message>
        <source>Nothing changed that can be seen. Say the edit in other words, mark the region, or try another seed.</source>
        <translation>目に見える変化がありません。指示の言い方を変えるか、範囲を描くか、別のシードを試してください。</translation>
    </message>
    <message>
        <source>Stored values outside the region would change; this is a defect of the program.</source>
        <translation>範囲の外の画素値が変わります。プログラムの不具合です。</translation>
    </message>
    <message>
        <source>The model cannot show this image: its reconstruction is too far from the source.</source>
        <translation>このモデルではこの画像を表せません。再構成が原画像から離れすぎています。</translation>
    </message>
    <message>
        <source>Most of what the model changed lies outside the region. Draw the region elsewhere or larger.</source>
        <translation>モデルによる変化の大部分が範囲の外にあります。範囲を別の場所に描くか、広げてください。</translation>
    </message>
    <message>
        <source>Most of the change lies on the patient&apos;s %1, not on the asked side. Mark the region or try another seed.</source>
        <translation>変化の大部分が患者の%1側にあり、指示した側ではありません。範囲を描くか、別のシードを試してください。</translation>
    </message>
    <message>
        <source>The classifier has no answer to all that was asked for.</source>
        <translation>分類器では、指示のすべてを判定できません。</translation>
    </message>
    <message>
        <source>The classifier can tell no other finding well enough to judge by.</source>
        <translation>分類器が十分に見分けられる所見がほかにありません。</translation>
    </message>
    <message>
        <source>The picture as a whole is no longer that of the source.</source>
        <translation>画像全体が原画像と別物になっています。</translation>
    </message>
    <message>
        <source>The picture does not fit the words of the edit.</source>
        <translation>画像が編集の言葉に合っていません。</translation>
    </message>
    <message>
        <source>The picture changed in another way than the words ask for.</source>
        <translation>画像が言葉とは別の変わり方をしています。</translation>
    </message>
    <message>
        <source>What was added is too soft for a device. Use the method auto or insertion, or another seed.</source>
        <translation>追加されたものの輪郭がデバイスとしては柔らかすぎます。手法 auto か insertion、または別のシードを使ってください。</translation>
    </message>
    <message>
        <source>What was added is too faint for a device. Use the method auto or insertion, or another seed.</source>
        <translation>追加されたものがデバイスとしては淡すぎます。手法 auto か insertion、または別のシードを使ってください。</translation>
    </message>
    <message>
        <source>What was added hardly stands out: the film is as bright there already. Ask for more, or mark another place.</source>
        <translation>追加されたものがほとんど見えません。その場所は画像が初めから同じくらい白くなっています。程度を大きくするか、別の場所をマークしてください。</translation>
    </message>
    <message>
        <source>A printed mark would change; this is a defect of the program.</source>
        <translation>印字が変わります。プログラムの不具合です。</translation>
    </message>
    <message>
        <source>The program sees no %1 on this film. Mark what you mean, if it is there.</source>
        <translation>この画像に %1 は見つかりません。写っている場合は、その場所を描いてください。</translation>
    </message>
    <message>
        <source>The program still sees part of the %1. Mark all of it, or try another method or seed.</source>
        <translation>%1 の一部が残っています。全体を描くか、別の手法またはシードを試してください。</translation>
    </message>
    <message>
        <source>The program does not see a %1 in the answer. Use another method or seed, or mark a region.</source>
        <translation>結果に %1 が見つかりません。別の手法またはシードを使うか、範囲を描いてください。</translation>
    </message>
    <message>
        <source>The program sees more than one %1. Mark the place where it shall be.</source>
        <translation>%1 が2つ以上見つかりました。あるべき場所を描いてください。</translation>
    </message>
    <message>
        <source>The program sees more than the asked number of %1. Mark the place where it shall be.</source>
        <translation>%1 が指定された数より多く見つかりました。あるべき場所を描いてください。</translation>
    </message>
    <message>
        <source>The program sees the %1 on the other side. Mark the region or try another seed.</source>
        <translation>%1 が反対側に見つかりました。範囲を描くか、別のシードを試してください。</translation>
    </message>
    <message>
        <source>The program sees that something else came or went: %1. Mark a smaller region.</source>
        <translation>指示にないものが現れた、または消えたと判定されました：%1。範囲を狭くしてください。</translation>
    </message>
    <message>
        <source>Part of the line is still there along its course. Mark all of it, or try another method or seed.</source>
        <translation>線の一部が走行に沿って残っています。全体を描くか、別の手法またはシードを試してください。</translation>
    </message>
    <message>
        <source>None of the %1 candidates passed. The best of them: %2</source>
        <translation>候補 %1 件はすべて却下されました。最もよい候補：%2</translation>
    </message>
    <message>
        <source>Lungs and heart were not found with confidence, so the region is not limited to them. Check it.</source>
        <translation>肺と心臓を確実に見つけられなかったため、範囲をそれらに限っていません。確認してください。</translation>
    </message>
    <message>
        <source>Most of what the model would change lies outside the named anatomy and was left out. Check the region.</source>
        <translation>モデルによる変化の大部分は指定した部位の外にあり、除きました。範囲を確認してください。</translation>
    </message>
    <message>
        <source>The model&apos;s change does not stand out of its noise anywhere. Draw the region yourself.</source>
        <translation>モデルの変化がノイズを超える場所がありません。範囲を描いてください。</translation>
    </message>
    <message>
        <source>The change hardly stands out of the model&apos;s noise, so this region cannot be trusted. Correct it with the brush.</source>
        <translation>変化がモデルのノイズをほとんど超えないため、この範囲は信頼できません。ブラシで直してください。</translation>
    </message>
    <message>
        <source>The change is faint: look whether what was to go is gone. %1</source>
        <translation>変化が淡い結果です。除去したものが消えているか確認してください。%1</translation>
    </message>
    <message>
        <source>The program is not sure that this film shows %1: look at what was taken away.</source>
        <translation>この画像に %1 があるか確実ではありません。取り除かれた部分を確認してください。</translation>
    </message>
    <message>
        <source>What the generator hid is drawn by the model alone: the other side of this chest does not show what belongs there. Look whether ribs end in it.</source>
        <translation>本体に隠れていた部分はモデルだけで描きました。反対側からは補えません。肋骨が途切れていないか確認してください。</translation>
    </message>
    <message>
        <source>The model&apos;s card advises nothing else for this.</source>
        <translation>モデルのカードに、ほかの手法の推奨はありません。</translation>
    </message>
    <message>
        <source>What the method remove left was refused; the answer of this method was not.</source>
        <translation>手法 remove の結果は却下されましたが、この手法の結果は採用されました。</translation>
    </message>
    <message>
        <source>A caption written by hand is heard by this method alone.</source>
        <translation>手書きのキャプションを使えるのはこの手法だけです。</translation>
    </message>
    <message>
        <source>Several seeds are this method&apos;s alone.</source>
        <translation>複数のシードを使えるのはこの手法だけです。</translation>
    </message>
    <message>
        <source>It is drawn again from its record.</source>
        <translation>記録から描き直します。</translation>
    </message>
    <message>
        <source>The anatomy is not found here with confidence; the mask says where.</source>
        <translation>この画像では解剖構造を確実に見つけられないため、マスクの場所に従います。</translation>
    </message>
    <message>
        <source>The network&apos;s change is plain to see, or no lung could be cleared by the other.</source>
        <translation>ネットワークの変化が明らかです。または、一方の肺から他方を補えません。</translation>
    </message>
    <message>
        <source>This does not look like an upright frontal chest radiograph. Edits are made for those alone.</source>
        <translation>立位の胸部正面像に見えません。編集の対象は正面像だけです。</translation>
    </message>
    <message>
        <source>This film looks mirrored: its left side seems to be the patient&apos;s left. Check the side marker before you name a side.</source>
        <translation>この画像は左右が反転しているように見えます。側を指定する前に、左右のマーカーを確認してください。</translation>
    </message>
    <message>
        <source>A ratio is drawn to measure.</source>
        <translation>比は指定した値に描きます。</translation>
    </message>
    <message>
        <source>By the network where its change is plain to see; else, as on most real films, one lung is cleared by what the other shows.</source>
        <translation>ネットワークの変化が明らかならそれを使い、そうでなければ（実際の画像の多く）一方の肺を他方から補います。</translation>
    </message>
    <message>
        <source>Each device that is seen is removed as if it were named; the latent network leaves lines of a pixel or two.</source>
        <translation>見つかったデバイスを1つずつ除去します。潜在空間のネットワークでは1、2画素の線が残ります。</translation>
    </message>
    <message>
        <source>More of it is drawn over what is there, at the film&apos;s own pixels; the latent network lays haze over both lungs.</source>
        <translation>元の画素のまま、今あるものに描き足します。潜在空間のネットワークでは両肺に霞がかかります。</translation>
    </message>
    <message>
        <source>Rendered at the film&apos;s own resolution and of the asked amount; on real films the latent network draws soft clouds.</source>
        <translation>元の解像度で、指示した量を描画します。潜在空間のネットワークでは、実際の画像でぼやけた陰影になります。</translation>
    </message>
    <message>
        <source>The heart&apos;s border is moved at the film&apos;s own pixels, to a ratio or by a twentieth; the latent network draws lung markings into the heart.</source>
        <translation>元の画素のまま、心臓の辺縁を指定の比まで、または20分の1だけ動かします。潜在空間のネットワークでは、心臓に肺紋理が描かれます。</translation>
    </message>
    <message>
        <source>Learning model: not for patients, not for diagnosis.</source>
        <translation>学習用モデル。患者の診療・診断には使用できません。</translation>
    </message>
    <message>
        <source>Foreign model: research only, not for patients, not for diagnosis.</source>
        <translation>外部のモデル。研究専用。患者の診療・診断には使用できません。</translation>
    </message>
    <message>
        <source>Rendered findings: not for patients, not for diagnosis.</source>
        <translation>描画した所見。患者の診療・診断には使用できません。</translation>
    </message>
    <message>
        <source>Not stated by the model&apos;s folder.</source>
        <translation>モデルのフォルダに記載がありません。</translation>
    </message>
    <message>
        <source>None: devices and findings are rendered by a parametric model.</source>
        <translation>なし。デバイスと所見はパラメトリックモデルで描画します。</translation>
    </message>
    <message>
        <source>Takes for each instruction the method that measured best for it; says which, and why.</source>
        <translation>指示ごとに、測定結果が最もよかった方法を選び、方法と理由を示します。</translation>
    </message>
    <message>
        <source>Follows the instruction with the source image in view; no inversion.</source>
        <translation>原画像を見ながら指示に従います。反転は行いません。</translation>
    </message>
    <message>
        <source>Moves the source along the difference of the two captions; seeds give variety.</source>
        <translation>二つのキャプションの差に沿って原画像を動かします。シードで変化が出ます。</translation>
    </message>
    <message>
        <source>Inverts the source and lets it deviate only as far as the captions differ.</source>
        <translation>原画像を反転し、キャプションが異なる分だけ変化させます。</translation>
    </message>
    <message>
        <source>Noises the source and denoises it with the new caption; the generic baseline.</source>
        <translation>原画像にノイズを加え、新しいキャプションで除去します。一般的な比較基準です。</translation>
    </message>
    <message>
        <source>Fills the brushed region anew from the caption; needs a mask.</source>
        <translation>塗った範囲をキャプションから新たに描きます。マスクが必要です。</translation>
    </message>
    <message>
        <source>The published method: inversion, null-text optimisation, a sweep of attention control; slow.</source>
        <translation>論文どおりの方法：反転、ヌルテキスト最適化、注意制御の走査。時間がかかります。</translation>
    </message>
    <message>
        <source>Renders a device or finding at full size and depth, moves a heart&apos;s border, clears one lung by the other; no network.</source>
        <translation>デバイスや所見を原寸・全階調で描画し、心縁を動かし、片肺を対側に合わせて改善します。ネットワークは使いません。</translation>
    </message>
    <message>
        <source>Takes away what a mask covers, or what the model finds, at the film&apos;s own pixels; one pass, removes only.</source>
        <translation>マスク内、またはモデルが見つけたものを画像本来の画素で取り除きます。一回の処理で、除去のみです。</translation>
    </message>
    <message>
        <source>How strongly the words lead; 1 takes the network&apos;s answer as it is.</source>
        <translation>言葉が導く強さ。1 でネットワークの答えのまま。</translation>
    </message>
    <message>
        <source>How strongly the film leads; 1 takes the network&apos;s answer as it is.</source>
        <translation>画像が導く強さ。1 でネットワークの答えのまま。</translation>
    </message>
    <message>
        <source>Answers that are averaged into one; 0: as the edit wants it.</source>
        <translation>平均して一つにする答えの数。0：編集に応じて決めます。</translation>
    </message>
    <message>
        <source>Above 0 a second network says the finest detail of what is taken away.</source>
        <translation>0 より大きいと、取り除くものの細部を第二のネットワークが補います。</translation>
    </message>
    <message>
        <source>Share of the steps after which the words begin to lead.</source>
        <translation>言葉が導き始めるまでのステップの割合。</translation>
    </message>
    <message>
        <source>Share of the steps after which they no longer do.</source>
        <translation>言葉が導き終えるまでのステップの割合。</translation>
    </message>
    <message>
        <source>Share of the steps in which the picture&apos;s layout stays the film&apos;s.</source>
        <translation>画像の配置を元のまま保つステップの割合。</translation>
    </message>
    <message>
        <source>Share of chance in each step: 0 follows the film&apos;s inversion, 1 gives each seed its own answer.</source>
        <translation>各ステップの偶然の割合。0：画像の反転に従う、1：シードごとに別の答え。</translation>
    </message>
    <message>
        <source>Steps of the null-text optimisation at each level.</source>
        <translation>各段階でのヌルテキスト最適化のステップ数。</translation>
    </message>
    <message>
        <source>Noises averaged in each step; more is calmer and slower.</source>
        <translation>各ステップで平均するノイズの数。多いほど穏やかで遅くなります。</translation>
    </message>
    <message>
        <source>Share of noise that is laid on the film; more changes more.</source>
        <translation>画像に加えるノイズの割合。大きいほど大きく変わります。</translation>
    </message>
    <message>
        <source>Share of the noise at which the edit begins; less keeps more of the film.</source>
        <translation>編集を始めるノイズの割合。小さいほど元の画像を保ちます。</translation>
    </message>
    <message>
        <source>Share of the steps done before a drawn mask acts; 1: it acts on the answer alone.</source>
        <translation>描いたマスクが働き始めるまでのステップの割合。1：答えだけに働きます。</translation>
    </message>
    <message>
        <source>Share of the steps in which words look where they looked in the film; more keeps more of it.</source>
        <translation>言葉が元の画像と同じ場所を見るステップの割合。大きいほど元の画像を保ちます。</translation>
    </message>
    <message>
        <source>Weight of the words that change; 1 is that of the others.</source>
        <translation>変わる言葉の重み。1 で他の言葉と同じ。</translation>
    </message>
    <message>
        <source>Keeps the change to where the changed words look, above this share of their strongest; 0: everywhere.</source>
        <translation>変わる言葉が見る場所（最大値に対するこの割合以上）に変化を限ります。0：限りません。</translation>
    </message>
    <message>
        <source>Above 0 the film&apos;s own fine detail gives way where it changed; 0: never; -1: as the edit wants it.</source>
        <translation>0 より大きいと、変化した場所で元の細部を譲ります。0：譲らない、-1：編集に応じて決めます。</translation>
    </message>
    <message>
        <source>Pixels of the model&apos;s picture over which a change fades in from its edge.</source>
        <translation>変化が縁から徐々に現れる幅（モデルの画像の画素数）。</translation>
    </message>
    <message>
        <source>Above 0, what is below the change&apos;s own noise leaves no trace.</source>
        <translation>0 より大きいと、変化自身のノイズに満たないものは残しません。</translation>
    </message>
    <message>
        <source>Grain laid where something was taken away; 1 is that of the film around it.</source>
        <translation>取り除いた場所に加える粒状感。1 で周囲と同じ。</translation>
    </message>
    <message>
        <source>Judging the edit</source>
        <translation>編集を判定しています</translation>
    </message>
    <message>
        <source>Decoding</source>
        <translation>復号しています</translation>
    </message>
    <message>
        <source>Recomposing</source>
        <translation>原画像に合成しています</translation>
    </message>
    <message>
        <source>Encoding the image</source>
        <translation>画像を符号化しています</translation>
    </message>
    <message>
        <source>Finding landmarks</source>
        <translation>解剖学的な目印を探しています</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>描画しています</translation>
    </message>
    <message>
        <source>Finding the region</source>
        <translation>範囲を探しています</translation>
    </message>
    <message>
        <source>Removing</source>
        <translation>除去しています</translation>
    </message>
    <message>
        <source>Removing, whole chest</source>
        <translation>除去しています（胸部全体）</translation>
    </message>
    <message>
        <source>Inverting</source>
        <translation>反転過程を計算しています</translation>
    </message>
    <message>
        <source>Null-text inversion</source>
        <translation>Null-text 反転を計算しています</translation>
    </message>
    <message>
        <source>Editing</source>
        <translation>編集しています</translation>
    </message>
    <message>
        <source>Reading files</source>
        <translation>ファイルを読み込んでいます</translation>
    </message>
    <message>
        <source>Looking for leaks</source>
        <translation>手がかりを探しています</translation>
    </message>
    <message>
        <source>Preparing cases</source>
        <translation>症例を準備しています</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>モデルを読み込んでいます</translation>
    </message>
    <message>
        <source>Reading the image</source>
        <translation>画像を読み取っています</translation>
    </message>
    <message>
        <source>Reading side letters</source>
        <translation>左右の文字を読み取っています</translation>
    </message>
    <message>
        <source>The film says that it lies as %1, but then it looks %2.</source>
        <translation>画像の記載では向きは %1 ですが、それでは%2見えます。</translation>
    </message>
    <message>
        <source>The film looks %1, and nothing in the file says how it lies.</source>
        <translation>画像は%1見えますが、ファイルに向きの記載がありません。</translation>
    </message>
    <message>
        <source>The film looks %1, and nothing in the file says how it lies. It is turned upright for the model, and the result lies as the film does.</source>
        <translation>画像は%1見えますが、ファイルに向きの記載がありません。モデルには正しい向きで渡し、結果は元の向きに戻します。</translation>
    </message>
    <message>
        <source>The film lies %1 (%2). It is turned upright for the model, and the result lies as the film does.</source>
        <translation>画像は%1います（%2）。モデルには正しい向きで渡し、結果は元の向きに戻します。</translation>
    </message>
    <message>
        <source>The film was taken to lie as %1, as asked.</source>
        <translation>指定のとおり、画像の向きを %1 としました。</translation>
    </message>
    <message>
        <source>The pixels were turned on the detector (Field of View Rotation %1, Horizontal Flip %2), and the file does not say how they lie now.</source>
        <translation>検出器で画素の向きが変えられています（Field of View Rotation %1、Horizontal Flip %2）。現在の向きはファイルに記載がありません。</translation>
    </message>
    <message>
        <source>Patient Orientation is oblique (%1). The model knows frontal views only. Results may not be reliable.</source>
        <translation>Patient Orientation は斜位です（%1）。モデルは正面像だけを学習しています。結果は信頼できないことがあります。</translation>
    </message>
    <message>
        <source>Patient Orientation (%1) cannot be understood: the file does not say how the film lies.</source>
        <translation>Patient Orientation（%1）を解釈できません。画像の向きはファイルからは分かりません。</translation>
    </message>
    <message>
        <source>Patient Orientation is missing, and Image Orientation (Patient) says that the film lies %1 (%2).</source>
        <translation>Patient Orientation がなく、Image Orientation (Patient) によれば画像は%1です（%2）。</translation>
    </message>
    <message>
        <source>The film is described as %1.</source>
        <translation>この画像の説明は「%1」です。</translation>
    </message>
    <message>
        <source>The patient is a child (%1). The model knows films of adults only. Results will not be reliable.</source>
        <translation>患者は小児です（%1）。モデルは成人の画像しか知りません。結果は信頼できません。</translation>
    </message>
    <message>
        <source>The file does not say which side is which. Right and left in an instruction are taken as usual: the patient&apos;s right at the left edge.</source>
        <translation>ファイルに左右の記載がありません。指示の左右は通常どおり、画像の左端を患者の右とします。</translation>
    </message>
    <message>
        <source>A picture does not say which side is which. Right and left in an instruction are taken as usual: the patient&apos;s right at the left edge.</source>
        <translation>画像ファイルに左右の記載はありません。指示の左右は通常どおり、画像の左端を患者の右とします。</translation>
    </message>
    <message>
        <source>As the film lies by what is known of it (%1), a printed %2 stands on the patient&apos;s %3.</source>
        <translation>分かっている向き（%1）では、印字 %2 が患者の%3側にあります。</translation>
    </message>
    <message>
        <source>As the film is taken to lie, a printed %1 stands on the patient&apos;s %2.</source>
        <translation>画像の向きを通常どおりとすると、印字 %1 が患者の%2側にあります。</translation>
    </message>
    <message>
        <source>A printed %1 is seen as in a mirror, but stands on the side that it names, as lead letters often do that lay the wrong way round.</source>
        <translation>印字 %1 は鏡像に見えますが、示す側にあります。鉛文字が裏返しに置かれた場合によくあることです。</translation>
    </message>
    <message>
        <source>Printed side letters could not be looked for: %1</source>
        <translation>左右の文字を探せませんでした：%1</translation>
    </message>
    <message>
        <source>This is %1. The model knows frontal chest radiographs only. Results will not be reliable.</source>
        <translation>%1です。モデルは胸部正面像だけを学習しています。結果は信頼できません。</translation>
    </message>
    <message>
        <source>The file does not say that it is a radiograph.</source>
        <translation>X線写真であるとファイルに記載されていません。</translation>
    </message>
    <message>
        <source>The file does not say that it is a radiograph (modality %1).</source>
        <translation>X線写真であるとファイルに記載されていません（モダリティ %1）。</translation>
    </message>
    <message>
        <source>The body part examined is stated as %1. The model knows frontal chest radiographs only. Results will not be reliable.</source>
        <translation>検査部位は %1 と記載されています。モデルは胸部正面像だけを学習しています。結果は信頼できません。</translation>
    </message>
    <message>
        <source>This is a lateral view. The model knows frontal views only. Results will not be reliable.</source>
        <translation>側面像です。このモデルは正面像だけを学習しています。結果は信頼できません。</translation>
    </message>
    <message>
        <source>This is a lateral view (%1). The model knows frontal views only. Results will not be reliable.</source>
        <translation>側面像です（%1）。このモデルは正面像だけを学習しています。結果は信頼できません。</translation>
    </message>
    <message>
        <source>This is not a frontal view. The model knows frontal views only. Results will not be reliable.</source>
        <translation>正面像ではありません。このモデルは正面像だけを学習しています。結果は信頼できません。</translation>
    </message>
    <message>
        <source>This is not a frontal view (%1). The model knows frontal views only. Results will not be reliable.</source>
        <translation>正面像ではありません（%1）。このモデルは正面像だけを学習しています。結果は信頼できません。</translation>
    </message>
    <message>
        <source>This is frame %1 of %2; only this one is edited.</source>
        <translation>%2 フレーム中 %1 番です。編集の対象はこのフレームだけです。</translation>
    </message>
    <message>
        <source>Some numbers are written with decimal commas; they were read as points.</source>
        <translation>小数点にコンマを使った数値があります。小数点として読み取りました。</translation>
    </message>
    <message>
        <source>Rescale Slope is 0; 1 was taken.</source>
        <translation>Rescale Slope が 0 のため、1 としました。</translation>
    </message>
    <message>
        <source>A window of no width was left out.</source>
        <translation>幅のないウィンドウは使いませんでした。</translation>
    </message>
    <message>
        <source>The photometric interpretation is MONOCHROME2, but Presentation LUT Shape is INVERSE: low values are shown light. Some programs show this film the other way round.</source>
        <translation>Photometric Interpretation は MONOCHROME2 ですが、Presentation LUT Shape が INVERSE のため、低い値を明るく表示します。白黒を逆に表示するプログラムもあります。</translation>
    </message>
    <message>
        <source>Light and dark are the other way round than the file states, as asked.</source>
        <translation>指定のとおり、白黒をファイルの記載と逆にしました。</translation>
    </message>
    <message>
        <source>The pixels are not square (Pixel Aspect Ratio); the film is shown in proportion.</source>
        <translation>画素が正方形ではありません（Pixel Aspect Ratio）。正しい縦横比で表示しています。</translation>
    </message>
    <message>
        <source>The pixels are not square; the picture is shown in proportion.</source>
        <translation>画素が正方形ではありません。正しい縦横比で表示しています。</translation>
    </message>
    <message>
        <source>The file states the transfer syntax %1, but is written as %2; it was read as what it is.</source>
        <translation>ファイルの転送構文は %1 と記載されていますが、実際は %2 です。実際の形式で読み取りました。</translation>
    </message>
    <message>
        <source>The end of the compressed pixel data is not marked; it was taken where the last image ends.</source>
        <translation>圧縮画素データの終わりの印がないため、最後の画像の終わりまでとしました。</translation>
    </message>
    <message>
        <source>Behind the pixel data stands what is no part of a DICOM object; it was left out.</source>
        <translation>画素データの後ろに DICOM の一部ではないものがあり、読み飛ばしました。</translation>
    </message>
    <message>
        <source>The pixels have 8 bits, although 16 are stated as allocated.</source>
        <translation>画素は8ビットです（Bits Allocated の記載は16）。</translation>
    </message>
    <message>
        <source>The pixels have more than 8 bits, although 8 are stated as allocated.</source>
        <translation>画素は8ビットを超えています（Bits Allocated の記載は8）。</translation>
    </message>
    <message>
        <source>The colours are stated as %1, but every pixel has all three.</source>
        <translation>色は %1 と記載されていますが、全画素に3成分があります。</translation>
    </message>
    <message>
        <source>The compressed image holds %1 colours, although %2 is stated.</source>
        <translation>圧縮画像の色は %1 ですが、%2 と記載されています。</translation>
    </message>
    <message>
        <source>The colours are not stored as stated (%1); they were read as %2, in the other order of planes.</source>
        <translation>色の並びが記載（%1）と異なります。別の並び（%2）として読み取りました。</translation>
    </message>
    <message>
        <source>Bits Stored is not possible; all allocated bits were taken.</source>
        <translation>Bits Stored の値が不正なため、割り当てられた全ビットを使いました。</translation>
    </message>
    <message>
        <source>High Bit is not possible; the lowest bits were taken.</source>
        <translation>High Bit の値が不正なため、下位のビットを使いました。</translation>
    </message>
    <message>
        <source>The photometric interpretation is missing or unknown; low values are shown dark.</source>
        <translation>Photometric Interpretation がないか不明なため、低い値を暗く表示します。</translation>
    </message>
    <message>
        <source>This is a colour image; it was turned into grey.</source>
        <translation>カラー画像のため、グレースケールに変換しました。</translation>
    </message>
    <message>
        <source>This is a colour picture; it was turned into grey.</source>
        <translation>カラー画像のため、グレースケールに変換しました。</translation>
    </message>
    <message>
        <source>The 16-bit picture holds values of %1 bits; those are shown from the darkest to the lightest.</source>
        <translation>16ビットの画像ですが、値は %1 ビットの範囲です。最小から最大までを表示します。</translation>
    </message>
    <message>
        <source>The picture was turned upright as its orientation tag (%1) says.</source>
        <translation>向きのタグ（%1）に従って画像を正立させました。</translation>
    </message>
    <message>
        <source>The values do not lie where High Bit says; the lowest bits were taken.</source>
        <translation>画素値が High Bit の示す位置にないため、下位のビットを使いました。</translation>
    </message>
    <message>
        <source>The values have %1 bits, although %2 are stated as stored; they were read whole.</source>
        <translation>Bits Stored は %2 ビットですが、画素値は %1 ビットあるため、すべて読み込みました。</translation>
    </message>
    <message>
        <source>The window&apos;s function (%1) is not known; it was read as LINEAR.</source>
        <translation>ウィンドウ関数（%1）は未対応のため、LINEAR として読み込みました。</translation>
    </message>
    <message>
        <source>Through its own window all of the film is one grey; its whole range is shown instead.</source>
        <translation>ファイルのウィンドウでは画像全体が同じ明るさになるため、全階調を表示しています。</translation>
    </message>
    <message>
        <source>The colour palette states 16 bits, but its entries have 8.</source>
        <translation>カラーパレットの記載は 16 ビットですが、値は 8 ビットです。</translation>
    </message>
    <message>
        <source>The segmentation has %1 segments, too many for a mask.</source>
        <translation>セグメンテーションのセグメントが %1 個あり、マスクとして使うには多すぎます。</translation>
    </message>
    <message>
        <source>A look-up table is damaged and was left out.</source>
        <translation>ルックアップテーブルが壊れているため、使いませんでした。</translation>
    </message>
    <message>
        <source>The look-up table states %1 bits, which cannot be; its entries have %2.</source>
        <translation>ルックアップテーブルの記載 %1 ビットは不正です。値は %2 ビットです。</translation>
    </message>
    <message>
        <source>The VOI look-up table states %1 bits, but its entries have %2; those are shown up to white.</source>
        <translation>VOI ルックアップテーブルの記載は %1 ビットですが、値は %2 ビットです。白まで使って表示します。</translation>
    </message>
    <message>
        <source>The mask is segment %1 of a DICOM segmentation.</source>
        <translation>マスクは DICOM セグメンテーションのセグメント %1 です。</translation>
    </message>
    <message>
        <source>The segmentation was made of another image than this film.</source>
        <translation>このセグメンテーションは別の画像のものです。</translation>
    </message>
    <message>
        <source>The mask is white everywhere: the whole picture may change.</source>
        <translation>マスクは全体が白です。画像全体が変更の対象になります。</translation>
    </message>
    <message>
        <source>The mask holds the values 0 and %1; where it is %1, the picture may change.</source>
        <translation>マスクの値は 0 と %1 です。%1 の部分が変更の対象になります。</translation>
    </message>
    <message>
        <source>The mask&apos;s two values waver, as after JPEG; it was cut at half of white.</source>
        <translation>マスクの2つの値に揺らぎがあります（JPEG など）。白の半分を境にしました。</translation>
    </message>
    <message>
        <source>The mask&apos;s grey levels were read as weights.</source>
        <translation>マスクの濃淡を重みとして読み取りました。</translation>
    </message>
    <message>
        <source>The mask of %1 pixels was brought to the image&apos;s %2.</source>
        <translation>マスク（%1 画素）を画像の大きさ %2 に合わせました。</translation>
    </message>
    <message>
        <source>The mask has one colour beside black; where it is %1, the picture may change.</source>
        <translation>マスクには黒のほかに1色あります。%1 の部分が変更の対象になります。</translation>
    </message>
    <message>
        <source>The mask has shades of one colour; its brightness was read.</source>
        <translation>マスクは1色の濃淡です。明るさを読み取りました。</translation>
    </message>
    <message>
        <source>The mask is in the picture&apos;s opacity: what is opaque may change.</source>
        <translation>マスクは不透明度に入っています。不透明な部分が変更の対象になります。</translation>
    </message>
    <message>
        <source>The mask is empty: nothing may change. Paint what may change in white.</source>
        <translation>マスクが空です。変更する部分を白で塗ってください。</translation>
    </message>
    <message>
        <source>The mask is empty: nothing may change. Brush the region, or remove the mask to let the program find it.</source>
        <translation>マスクが空です。範囲をブラシで描くか、マスクを消してプログラムに探させてください。</translation>
    </message>
    <message>
        <source>The mask is %1 × %2 pixels, the image %3 × %4. Draw or export the mask at the image&apos;s size.</source>
        <translation>マスクは %1 × %2 画素、画像は %3 × %4 画素です。画像と同じ大きさのマスクを使ってください。</translation>
    </message>
    <message>
        <source>The mask is %1 pixels, the image %2, another proportion. Draw or export the mask at the image&apos;s size.</source>
        <translation>マスクは %1 画素、画像は %2 画素で、縦横比が異なります。画像と同じ大きさのマスクを使ってください。</translation>
    </message>
    <message>
        <source>The mask is a DICOM object that holds no mask: %1</source>
        <translation>マスクではない DICOM オブジェクトです：%1</translation>
    </message>
    <message>
        <source>The mask is a DICOM image. %1</source>
        <translation>マスクは DICOM 画像です。%1</translation>
    </message>
    <message>
        <source>it holds the value %1 everywhere.</source>
        <translation>全体の値が %1 です。</translation>
    </message>
    <message>
        <source>it holds the values %1 and %2.</source>
        <translation>値が %1 と %2 です。</translation>
    </message>
    <message>
        <source>it is a label map with the values %1.</source>
        <translation>値が %1 のラベルマップです。</translation>
    </message>
    <message>
        <source>its lightest value is %1 of %2.</source>
        <translation>最も明るい値が %2 のうち %1 です。</translation>
    </message>
    <message>
        <source>it looks like a picture and not like a mask.</source>
        <translation>マスクではなく画像に見えます。</translation>
    </message>
    <message>
        <source>its colours and its opacity differ.</source>
        <translation>色と不透明度が一致しません。</translation>
    </message>
    <message>
        <source>it acts with at most %1 % of its weight.</source>
        <translation>重みが最大でも %1 % です。</translation>
    </message>
    <message>
        <source>The mask is opaque everywhere; choose another part of it.</source>
        <translation>マスクは全体が不透明です。別の部分を選んでください。</translation>
    </message>
    <message>
        <source>The mask holds values outside 0 … 1. Draw it again.</source>
        <translation>マスクに 0～1 の範囲外の値があります。描き直してください。</translation>
    </message>
    <message>
        <source>The segmentation is empty: nothing may change.</source>
        <translation>セグメンテーションが空です。変更の対象がありません。</translation>
    </message>
    <message>
        <source>The segmentation is damaged or not whole. Get it again from its source.</source>
        <translation>セグメンテーションが壊れているか不完全です。元の場所から取得し直してください。</translation>
    </message>
    <message>
        <source>There is no such file, or it is not a regular one. Check the path.</source>
        <translation>ファイルがないか、通常のファイルではありません。パスを確認してください。</translation>
    </message>
    <message>
        <source>There is no such file or folder. Check the path.</source>
        <translation>ファイルまたはフォルダがありません。パスを確認してください。</translation>
    </message>
    <message>
        <source>The file cannot be read. Check its permissions and the disk.</source>
        <translation>ファイルを読み込めません。アクセス権とディスクを確認してください。</translation>
    </message>
    <message>
        <source>The file is empty. Get it again from its source.</source>
        <translation>ファイルが空です。元の場所から取得し直してください。</translation>
    </message>
    <message>
        <source>This is not a DICOM file. Open a DICOM, PNG, JPEG or TIFF image.</source>
        <translation>DICOM ファイルではありません。DICOM、PNG、JPEG、TIFF のいずれかの画像を開いてください。</translation>
    </message>
    <message>
        <source>This is not a DICOM file, or it holds no attributes.</source>
        <translation>DICOM ファイルではないか、属性がありません。</translation>
    </message>
    <message>
        <source>This is neither a DICOM file nor a PNG, JPEG or TIFF picture.</source>
        <translation>DICOM、PNG、JPEG、TIFF のいずれでもありません。</translation>
    </message>
    <message>
        <source>The file&apos;s meta header is damaged. Get the file again from its source.</source>
        <translation>ファイルのメタヘッダが壊れています。元の場所から取得し直してください。</translation>
    </message>
    <message>
        <source>The file is damaged or ends too early. Get it again from its source (%1).</source>
        <translation>ファイルが壊れているか、途中で切れています。元の場所から取得し直してください（%1）。</translation>
    </message>
    <message>
        <source>The image ends early: %1 of %2 MB. Copy it again from its source.</source>
        <translation>画像は途中で切れています（%2 MB中%1 MB）。元の場所からコピーし直してください。</translation>
    </message>
    <message>
        <source>The picture ends too early. Get the file again from its source.</source>
        <translation>画像が途中で切れています。元の場所から取得し直してください。</translation>
    </message>
    <message>
        <source>The picture is damaged (%1). Get the file again from its source.</source>
        <translation>画像が壊れています（%1）。元の場所から取得し直してください。</translation>
    </message>
    <message>
        <source>The picture is damaged or of a kind that is not supported. Get the file again from its source, or save it as PNG.</source>
        <translation>画像が壊れているか、対応していない形式です。元の場所から取得し直すか、PNG で保存してください。</translation>
    </message>
    <message>
        <source>The file could not be understood (%1).</source>
        <translation>ファイルを解釈できません（%1）。</translation>
    </message>
    <message>
        <source>The file nests its sequences deeper than any real object does; it is not opened.</source>
        <translation>シーケンスの入れ子が異常に深いため、開きませんでした。</translation>
    </message>
    <message>
        <source>There is not enough memory to unpack this file.</source>
        <translation>ファイルを展開するメモリが足りません。</translation>
    </message>
    <message>
        <source>There is not enough memory for this image. Close other images and try again.</source>
        <translation>画像を開くメモリが足りません。ほかの画像を閉じてやり直してください。</translation>
    </message>
    <message>
        <source>There is not enough memory for the picture. Close other programs.</source>
        <translation>画像を開くメモリが足りません。ほかのプログラムを閉じてください。</translation>
    </message>
    <message>
        <source>Files over 4 GB are not supported.</source>
        <translation>4 GB を超えるファイルには対応していません。</translation>
    </message>
    <message>
        <source>Pictures over 1 GB are not supported.</source>
        <translation>1 GB を超える画像には対応していません。</translation>
    </message>
    <message>
        <source>Pictures over 100 megapixels are not supported.</source>
        <translation>1億画素を超える画像には対応していません。</translation>
    </message>
    <message>
        <source>Images over 100 megapixels are not supported.</source>
        <translation>1億画素を超える画像には対応していません。</translation>
    </message>
    <message>
        <source>Only pictures of 8 or 16 bits, grey or colour, are supported.</source>
        <translation>対応しているのは8または16ビットのグレースケール画像とカラー画像です。</translation>
    </message>
    <message>
        <source>This deflated file unpacks to more than 512 MB, which is not supported.</source>
        <translation>展開すると 512 MB を超えるファイルには対応していません。</translation>
    </message>
    <message>
        <source>This image is compressed as %1, which Contrafact does not read. Convert it, e.g. with its own viewer, to an uncompressed or JPEG 2000 one.</source>
        <translation>この画像は %1 で圧縮されています。Contrafact では読み込めません。非圧縮または JPEG 2000 に変換してください。</translation>
    </message>
    <message>
        <source>The photometric interpretation &quot;%1&quot; is not supported.</source>
        <translation>Photometric Interpretation「%1」には対応していません。</translation>
    </message>
    <message>
        <source>This object holds no image (it may be a report, a plan or a list).</source>
        <translation>画像を含まないオブジェクトです（レポート、計画、一覧など）。</translation>
    </message>
    <message>
        <source>This object holds no pixel data of a kind that can be shown (it may be a report, a plan or a list).</source>
        <translation>表示できる画素データがありません（レポート、計画、一覧など）。</translation>
    </message>
    <message>
        <source>This object holds no pixel data.</source>
        <translation>画素データがありません。</translation>
    </message>
    <message>
        <source>The image&apos;s rows or columns are missing. Get the file again from its source.</source>
        <translation>画像の行数または列数がありません。元の場所から取得し直してください。</translation>
    </message>
    <message>
        <source>The file holds no compressed image. Get it again from its source.</source>
        <translation>圧縮画像がありません。元の場所から取得し直してください。</translation>
    </message>
    <message>
        <source>The compressed image is %1 x %2 pixels, but the attributes say %3 x %4. Get the file again from its source.</source>
        <translation>圧縮画像は %1 x %2 画素ですが、属性は %3 x %4 です。元の場所から取得し直してください。</translation>
    </message>
    <message>
        <source>The JPEG 2000 image is damaged. Get the file again from its source.</source>
        <translation>JPEG 2000 画像が壊れています。元の場所から取得し直してください。</translation>
    </message>
    <message>
        <source>The RLE image is damaged. Get the file again from its source.</source>
        <translation>RLE 画像が壊れています。元の場所から取得し直してください。</translation>
    </message>
    <message>
        <source>Images of %1 bits a pixel are not supported, only of 8 or 16.</source>
        <translation>1画素 %1 ビットの画像には対応していません（8または16のみ）。</translation>
    </message>
    <message>
        <source>Images of %1 samples a pixel are not supported, only grey and colour ones.</source>
        <translation>1画素 %1 サンプルの画像には対応していません（グレースケールとカラーのみ）。</translation>
    </message>
    <message>
        <source>The image&apos;s colour palette is missing, damaged or of a kind not supported.</source>
        <translation>カラーパレットがないか、壊れているか、対応していない形式です。</translation>
    </message>
    <message>
        <source>This is a DICOMDIR; open it itself to see what it lists.</source>
        <translation>DICOMDIR です。内容を見るには、このファイル自体を開いてください。</translation>
    </message>
    <message>
        <source>The file lacks the attributes that name a DICOM object.</source>
        <translation>DICOM オブジェクトを示す属性がありません。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be read: %2.</source>
        <translation>フォルダー %1 を読み込めません：%2。</translation>
    </message>
    <message>
        <source>This link leads nowhere.</source>
        <translation>このリンクの先がありません。</translation>
    </message>
    <message>
        <source>it has several colours (%1).</source>
        <translation>複数の色があります（%1）。</translation>
    </message>
    <message>
        <source>This is a pipe, a socket or a device, not a file.</source>
        <translation>これはパイプ、ソケットまたはデバイスで、ファイルではありません。</translation>
    </message>
    <message>
        <source>Apart from marks of the value 65535 (%1 pixels) the picture holds values of %2 bits; the marks are shown as light as its lightest value.</source>
        <translation>値 65535 の印（%1 ピクセル）を除くと、この画像の値は %2 ビットです。印は最も明るい値と同じ明るさで表示しています。</translation>
    </message>
    <message>
        <source>The file holds %1 compressed images, although %2 frames are stated; frame %3 is not there.</source>
        <translation>ファイルには圧縮画像が %1 枚しかありませんが、フレーム数は %2 と記載されています。フレーム %3 はありません。</translation>
    </message>
    <message>
        <source>The pixels have %1 samples each, and not the number that is stated.</source>
        <translation>1画素の成分数は記載と異なり、実際は %1 です。</translation>
    </message>
    <message>
        <source>The file states the transfer syntax %1, but its image is compressed as %2; it was read as what it is.</source>
        <translation>転送構文は %1 と記載されていますが、画像は %2 で圧縮されています。実際の形式で読み込みました。</translation>
    </message>
    <message>
        <source>Images whose pixels use more than 16 bits are not supported.</source>
        <translation>1画素に16ビットを超える値を使う画像には対応していません。</translation>
    </message>
    <message>
        <source>The bytes of the pixels are stored in the other order than stated; they were swapped.</source>
        <translation>画素のバイト順が記載と逆です。入れ替えて読み込みました。</translation>
    </message>
    <message>
        <source>The colours state %1 bits, but have %2; those are shown up to white.</source>
        <translation>色は %1 ビットと記載されていますが、実際は %2 ビットです。その最大値を白として表示します。</translation>
    </message>
    <message>
        <source>The beginning of the file is not written as the standard says; it was read as what it is.</source>
        <translation>ファイルの先頭が規格どおりに書かれていません。実際の内容として読み込みました。</translation>
    </message>
    <message>
        <source>The picture holds numbers from 0 to 1; 0 was taken as black and 1 as white.</source>
        <translation>画像の値は0から1です。0を黒、1を白としました。</translation>
    </message>
    <message>
        <source>The picture holds numbers that are neither whole ones up to 65535 nor shares from 0 to 1, and does not say which is black. Save it with 8 or 16 bits.</source>
        <translation>画像の値は65535までの整数でも0から1の値でもなく、どの値が黒か記載がありません。8または16ビットで保存してください。</translation>
    </message>
    <message>
        <source>The file asks for being shown turned (Image Rotation %1, Image Horizontal Flip %2), and does not say how its pixels lie.</source>
        <translation>ファイルは向きを変えて表示するよう求めています（Image Rotation %1、Image Horizontal Flip %2）。画素の向きは記載がありません。</translation>
    </message>
    <message>
        <source>The mask lies as %1 and the film as %2; it was turned to the film.</source>
        <translation>マスクの向きは %1、画像の向きは %2 です。マスクを画像の向きに合わせました。</translation>
    </message>
    <message>
        <source>The file holds the detector&apos;s data for processing (Presentation Intent Type), and not the film as it is read. Results will not be reliable.</source>
        <translation>このファイルは処理用の検出器データ（Presentation Intent Type）で、読影用の画像ではありません。結果は信頼できません。</translation>
    </message>
    <message>
        <source>View Position says %1, but the film is described as %2. The model knows frontal views only.</source>
        <translation>View Position は %1 ですが、画像の説明は「%2」です。モデルは正面像だけを学習しています。</translation>
    </message>
    <message>
        <source>There is no frame %1 in this object of %2.</source>
        <translation>このオブジェクトのフレームは %2 枚で、%1 枚目はありません。</translation>
    </message>
    <message>
        <source>A number that decides about the greys cannot be understood (%1) and was left out.</source>
        <translation>濃淡を決める数値が読み取れない（%1）ため、使いませんでした。</translation>
    </message>
    <message>
        <source>The window is narrower than 1, which its function LINEAR does not allow; it was read as LINEAR_EXACT.</source>
        <translation>ウィンドウ幅が 1 未満で、関数 LINEAR では許されません。LINEAR_EXACT として読みました。</translation>
    </message>
    <message>
        <source>The file has a window and a VOI look-up table; it is shown through the window.</source>
        <translation>ファイルにはウィンドウと VOI LUT の両方があります。ウィンドウで表示しています。</translation>
    </message>
    <message>
        <source>The spacing of the pixels (%1) cannot be meant and was left out: lengths in millimetres are not known.</source>
        <translation>ピクセル間隔（%1）はあり得ない値のため使いません。ミリメートル単位の長さは分かりません。</translation>
    </message>
    <message>
        <source>The spacing of the pixels is written oddly (%1); %2 between rows and %3 between columns were taken.</source>
        <translation>ピクセル間隔の書き方が通常と異なります（%1）。行間 %2、列間 %3 としました。</translation>
    </message>
    <message>
        <source>This form of %1 pixel data is not supported.</source>
        <translation>この形式の %1 ピクセルデータには対応していません。</translation>
    </message>
    <message>
        <source>JPEG images of %1 components are not supported.</source>
        <translation>%1 成分の JPEG 画像には対応していません。</translation>
    </message>
    <message>
        <source>JPEG 2000 images with %1 components are not supported.</source>
        <translation>%1 成分の JPEG 2000 画像には対応していません。</translation>
    </message>
    <message>
        <source>JPEG 2000 images with reduced colours or more than 16 bits are not supported.</source>
        <translation>色を間引いた、または 16 ビットを超える JPEG 2000 画像には対応していません。</translation>
    </message>
    <message>
        <source>A look-up table has %1 entries where %2 are stated; the last one stands for those that are missing.</source>
        <translation>ルックアップテーブルの項目は %1 個ですが、%2 個と書かれています。足りない分は最後の項目で補いました。</translation>
    </message>
    <message>
        <source>The picture holds values below 0 and does not say which is black. Save it with unsigned values.</source>
        <translation>画像に 0 未満の値があり、どの値が黒か分かりません。符号なしの値で保存し直してください。</translation>
    </message>
    <message>
        <source>The file holds %1 pictures; only the first one is read.</source>
        <translation>ファイルには画像が %1 枚あります。最初の 1 枚だけを読み込みました。</translation>
    </message>
    <message>
        <source>The file&apos;s first picture is a smaller copy of another one in it; the smaller one is read.</source>
        <translation>ファイルの最初の画像は、ほかの画像の縮小コピーです。縮小された画像を読み込みました。</translation>
    </message>
    <message>
        <source>This is a %1 file, which is not read. Convert it to PNG or TIFF without loss.</source>
        <translation>これは %1 のファイルで、読み込めません。可逆の PNG または TIFF に変換してください。</translation>
    </message>
    <message>
        <source>Low values of the mask are shown light (MONOCHROME1); it was read as it is shown.</source>
        <translation>マスクは低い値が明るく表示されます（MONOCHROME1）。表示どおりに読みました。</translation>
    </message>
    <message>
        <source>its low values are shown light (MONOCHROME1), but it does not reach black and white.</source>
        <translation>低い値が明るく表示されますが（MONOCHROME1）、黒にも白にも達していません。</translation>
    </message>
    <message>
        <source>No pixel of the mask has the value %1. It holds %2.</source>
        <translation>マスクに値 %1 のピクセルはありません。含まれる値：%2。</translation>
    </message>
    <message>
        <source>The segmentation has no segment %1 with pixels; it has %2.</source>
        <translation>セグメンテーションに、ピクセルのあるセグメント %1 はありません。あるのは %2 です。</translation>
    </message>
    <message>
        <source>The segmentation has several segments: %1. Say which may change, e.g. --mask-as label:%2.</source>
        <translation>セグメンテーションに複数のセグメントがあります（%1）。変更してよいものを指定してください（例：--mask-as label:%2）。</translation>
    </message>
    <message>
        <source>The mask is in colours and holds no labels. Say which colour may change, e.g. --mask-as colour:#ff0000.</source>
        <translation>マスクはカラーで、ラベルがありません。変更してよい色を指定してください（例：--mask-as colour:#ff0000）。</translation>
    </message>
    <message>
        <source>Only images of 1 to 16 bits can be saved as DICOM.</source>
        <translation>DICOM として保存できるのは 1～16 ビットの画像だけです。</translation>
    </message>
    <message>
        <source>The image has values that its stored bits cannot hold.</source>
        <translation>画像に、格納ビット数に収まらない値があります。</translation>
    </message>
    <message>
        <source>The source has no frame %1. Nothing was saved.</source>
        <translation>元の画像にフレーム %1 はありません。何も保存していません。</translation>
    </message>
    <message>
        <source>This computer multiplies at %1 Gflop/s where its processor promises %2 (%3). Edits will take several times longer. Close other programs; if it stays so, see &quot;performance&quot; in the help.</source>
        <translation>このコンピューターの乗算の速さは %1 Gflop/s で、プロセッサーの見込みは %2 です（%3）。編集に数倍の時間がかかります。ほかのプログラムを閉じてください。変わらなければ、ヘルプの「performance」をご覧ください。</translation>
    </message>
    <message>
        <source>The plan asks for nothing. Give at least one instruction.</source>
        <translation>計画に指示がありません。指示を一つ以上入れてください。</translation>
    </message>
    <message>
        <source>A rule has no instruction.</source>
        <translation>指示のない規則があります。</translation>
    </message>
    <message>
        <source>The plan asks twice for &quot;%1&quot;. Take one out.</source>
        <translation>計画に「%1」が二度あります。一方を除いてください。</translation>
    </message>
    <message>
        <source>The plan has the seed %1 twice. Take one out.</source>
        <translation>計画にシード %1 が二度あります。一方を除いてください。</translation>
    </message>
    <message>
        <source>The table %1 has two columns &quot;%2&quot;. Rename one, or take it out.</source>
        <translation>表 %1 に列「%2」が二つあります。一方の名前を変えるか除いてください。</translation>
    </message>
    <message>
        <source>The table %1 is written in UTF-16. Save it as CSV in UTF-8.</source>
        <translation>表 %1 は UTF-16 で書かれています。UTF-8 の CSV として保存してください。</translation>
    </message>
    <message>
        <source>The plan has sources and a table beside them. Give each source its own table.</source>
        <translation>計画に取得元と表が並んでいます。表は取得元ごとに指定してください。</translation>
    </message>
    <message>
        <source>A source needs a name of its own without slashes.</source>
        <translation>取得元には、それぞれ異なる、スラッシュを含まない名前が必要です。</translation>
    </message>
    <message>
        <source>The source &quot;%1&quot; names neither a folder of films nor a study&apos;s manifest.</source>
        <translation>取得元「%1」には画像フォルダーも試験の症例一覧も指定されていません。</translation>
    </message>
    <message>
        <source>The source &quot;%1&quot; has a folder with a table, or a manifest with an arm; not parts of both.</source>
        <translation>取得元「%1」に指定できるのは、フォルダーと表、または症例一覧とアームのどちらかです。両方を混ぜることはできません。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no manifest of a study: it lists no cases with file and arm.</source>
        <translation>「%1」は試験の症例一覧ではありません。file と arm を持つ症例がありません。</translation>
    </message>
    <message>
        <source>The film &quot;%1&quot; of &quot;%2&quot; lies outside of &quot;%3&quot;. Name a folder that holds all of its films.</source>
        <translation>「%2」の画像「%1」が「%3」の外にあります。すべての画像を含むフォルダーを指定してください。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no film of the arm &quot;%2&quot;.</source>
        <translation>「%1」にはアーム「%2」の画像がありません。</translation>
    </message>
    <message>
        <source>There is no DICOM object, PNG, JPEG or TIFF here.</source>
        <translation>DICOM、PNG、JPEG、TIFF のいずれもありません。</translation>
    </message>
    <message>
        <source>The image is only %1. Open a radiograph of at least 32 × 32 pixels.</source>
        <translation>画像が %1 しかありません。32 × 32 画素以上のX線写真を開いてください。</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 画素</translation>
    </message>
    <message>
        <source>The image of %1 is too long and narrow for a chest radiograph. Open another image.</source>
        <translation>%1 の画像は胸部X線写真としては細長すぎます。別の画像を開いてください。</translation>
    </message>
    <message>
        <source>The file %1 does not exist.</source>
        <translation>ファイル %1 がありません。</translation>
    </message>
    <message>
        <source>The file %1 cannot be opened: %2.</source>
        <translation>ファイル %1 を開けません：%2。</translation>
    </message>
    <message>
        <source>The file %1 cannot be read: %2.</source>
        <translation>ファイル %1 を読み込めません：%2。</translation>
    </message>
    <message>
        <source>The file %1 is too large for what it should hold.</source>
        <translation>ファイル %1 は大きすぎます。</translation>
    </message>
    <message>
        <source>The file %1 is not JSON, or not an object.</source>
        <translation>ファイル %1 は JSON ではないか、オブジェクトではありません。</translation>
    </message>
    <message>
        <source>The file %1 is not JSON.</source>
        <translation>ファイル %1 は JSON ではありません。</translation>
    </message>
    <message>
        <source>%1 is %2, not a file. Name a file.</source>
        <translation>%1 はファイルではなく%2です。ファイルを指定してください。</translation>
    </message>
    <message>
        <source>The picture %1 cannot be read: %2</source>
        <translation>画像 %1 を読み込めません：%2</translation>
    </message>
    <message>
        <source>The file %1 cannot be written: %2.</source>
        <translation>ファイル %1 に書き込めません：%2。</translation>
    </message>
    <message>
        <source>The file %1 is not replaced: %2.</source>
        <translation>ファイル %1 は置き換えませんでした：%2。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made: %2.</source>
        <translation>フォルダ %1 を作成できません：%2。</translation>
    </message>
    <message>
        <source>The name of a file to write is empty; give a file name.</source>
        <translation>保存するファイルの名前が空です。ファイル名を指定してください。</translation>
    </message>
    <message>
        <source>No file is named by %1; give a file name.</source>
        <translation>%1 はファイル名ではありません。ファイル名を指定してください。</translation>
    </message>
    <message>
        <source>%1 is a folder. Name a file in it.</source>
        <translation>%1 はフォルダです。その中のファイル名を指定してください。</translation>
    </message>
    <message>
        <source>it is a link to another file; choose another name</source>
        <translation>別のファイルへのリンクです。別の名前にしてください</translation>
    </message>
    <message>
        <source>it is a device; choose another name</source>
        <translation>デバイスです。別の名前にしてください</translation>
    </message>
    <message>
        <source>it is there already; choose another name, or allow it (--overwrite on the command line)</source>
        <translation>すでにあります。別の名前にしてください</translation>
    </message>
    <message>
        <source>it is write-protected; choose another name</source>
        <translation>書き込み禁止です。別の名前にしてください</translation>
    </message>
    <message>
        <source>it was not made by this program for this purpose; choose another name</source>
        <translation>このプログラムが作成したものではありません。別の名前にしてください</translation>
    </message>
    <message>
        <source>the disk is full; free some space and try again</source>
        <translation>ディスクの空きがありません。保存されていませんが、データは失われていません。空きを増やしてから保存し直してください</translation>
    </message>
    <message>
        <source>your quota of the disk is used up; free some space and try again</source>
        <translation>ディスクの割り当てを使い切っています。空きを増やしてやり直してください</translation>
    </message>
    <message>
        <source>it would be larger than the system or its limit for this process (ulimit -f) allows</source>
        <translation>システムまたはプロセスの上限（ulimit -f）を超える大きさになります</translation>
    </message>
    <message>
        <source>you may not write there; choose another folder</source>
        <translation>書き込む権限がありません。別のフォルダを選んでください</translation>
    </message>
    <message>
        <source>the disk is read-only; choose another folder</source>
        <translation>ディスクが読み取り専用です。別のフォルダを選んでください</translation>
    </message>
    <message>
        <source>its folder does not exist; make it first</source>
        <translation>フォルダがありません。先に作成してください</translation>
    </message>
    <message>
        <source>a part of its path is a file, not a folder</source>
        <translation>パスの途中がフォルダではなくファイルです</translation>
    </message>
    <message>
        <source>its name is too long for the disk</source>
        <translation>名前が長すぎます</translation>
    </message>
    <message>
        <source>links in its path lead in a circle</source>
        <translation>パスのリンクが循環しています</translation>
    </message>
    <message>
        <source>too many files are open; raise the limit (ulimit -n) or close other programs</source>
        <translation>開いているファイルが多すぎます。上限（ulimit -n）を上げるか、ほかのプログラムを閉じてください</translation>
    </message>
    <message>
        <source>another program made it meanwhile; choose another name</source>
        <translation>その間に別のプログラムが作成しました。別の名前にしてください</translation>
    </message>
    <message>
        <source>nobody reads from this pipe</source>
        <translation>このパイプを読むプログラムがありません</translation>
    </message>
    <message>
        <source>a file or a link that leads nowhere has this name; choose another name</source>
        <translation>同じ名前のファイルまたは行き先のないリンクがあります。別の名前にしてください</translation>
    </message>
    <message>
        <source>you may not read it</source>
        <translation>読み取る権限がありません</translation>
    </message>
    <message>
        <source>A synthetic image is never saved over its source. Choose another name.</source>
        <translation>合成画像を原画像に上書きすることはできません。別の名前にしてください。</translation>
    </message>
    <message>
        <source>The name given is that of a device or pipe. Choose another name.</source>
        <translation>デバイスまたはパイプの名前です。別の名前にしてください。</translation>
    </message>
    <message>
        <source>The image is empty or too large to be saved as DICOM.</source>
        <translation>画像が空か、DICOM で保存するには大きすぎます。</translation>
    </message>
    <message>
        <source>Leaving out the SYNTHETIC mark needs a reason, which is kept in the file.</source>
        <translation>SYNTHETIC の印を省くには理由が必要です。理由はファイルに残ります。</translation>
    </message>
    <message>
        <source>The edited image has another size than its source, whose geometry it would claim. Nothing was saved.</source>
        <translation>編集後の画像の大きさが原画像と異なります。保存されていません。</translation>
    </message>
    <message>
        <source>The image is smaller than %1 x %2 pixels and cannot hold a readable SYNTHETIC mark, without which none is saved.</source>
        <translation>画像が %1 x %2 画素より小さく、読み取れる SYNTHETIC の印が入らないため、保存できません。</translation>
    </message>
    <message>
        <source>There is no model folder %1. Choose a folder in the diffusers layout.</source>
        <translation>モデルのフォルダ %1 がありません。diffusers 形式のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>The model folder %1 cannot be read: %2.</source>
        <translation>モデルのフォルダ %1 を読み込めません：%2。</translation>
    </message>
    <message>
        <source>The folder %1 has no &quot;%2&quot; folder: it is not a model in the diffusers layout.</source>
        <translation>フォルダ %1 に「%2」フォルダがありません。diffusers 形式のモデルではありません。</translation>
    </message>
    <message>
        <source>The model folder %1 has no weights.</source>
        <translation>モデルのフォルダ %1 に重みがありません。</translation>
    </message>
    <message>
        <source>The folder %1 has no %2.safetensors and no .bin file of that name.</source>
        <translation>フォルダ %1 に %2.safetensors も同名の .bin もありません。</translation>
    </message>
    <message>
        <source>The weights of the %1 do not fit its config: %2.</source>
        <translation>%1 の重みが設定に合いません：%2。</translation>
    </message>
    <message>
        <source>There is not enough memory for the %1 in %2.</source>
        <translation>%2 の %1 を読み込むメモリが足りません。</translation>
    </message>
    <message>
        <source>The weight file %1 cannot be read.</source>
        <translation>重みのファイル %1 を読み込めません。</translation>
    </message>
    <message>
        <source>The weight file %1 is empty or cannot be mapped.</source>
        <translation>重みのファイル %1 が空か、開けません。</translation>
    </message>
    <message>
        <source>The weight file %1 cannot be used: %2. Copy it again from its source.</source>
        <translation>重みのファイル %1 は使えません：%2。元の場所からコピーし直してください。</translation>
    </message>
    <message>
        <source>This checkpoint runs code when opened, so it was not opened. Convert it to safetensors. (%1.)</source>
        <translation>このチェックポイントは開くとコードを実行するため、開きませんでした。safetensors に変換してください。（%1）</translation>
    </message>
    <message>
        <source>The parts of the model in %1 do not belong together: %2</source>
        <translation>モデル %1 の各部が互いに合いません：%2</translation>
    </message>
    <message>
        <source>The model %1 answered with values that are not numbers. Its weights may be damaged.</source>
        <translation>モデル %1 の出力が数値ではありません。重みが壊れている可能性があります。</translation>
    </message>
    <message>
        <source>The classifier answered with values that are not numbers. Its weights may be damaged.</source>
        <translation>分類器の出力が数値ではありません。重みが壊れている可能性があります。</translation>
    </message>
    <message>
        <source>The segmenter answered with values that are not numbers. Its weights may be damaged.</source>
        <translation>セグメンタの出力が数値ではありません。重みが壊れている可能性があります。</translation>
    </message>
    <message>
        <source>The bundled model was not found. Name a model folder with %1.</source>
        <translation>付属モデルが見つかりません。%1 でモデルのフォルダを指定してください。</translation>
    </message>
    <message>
        <source>This processor has no instructions for bf16 (AVX512_BF16), and without them it is slower than fp32. Use fp32.</source>
        <translation>このプロセッサには bf16 の命令（AVX512_BF16）がなく、fp32 より遅くなります。fp32 を使ってください。</translation>
    </message>
    <message>
        <source>The work was cancelled.</source>
        <translation>中止しました。</translation>
    </message>
    <message>
        <source>%1 needs more memory than there is. Close other programs, or use a smaller picture.</source>
        <translation>%1：メモリが足りません。ほかのプログラムを閉じるか、小さい画像を使ってください。</translation>
    </message>
    <message>
        <source>%1 needs more memory than there is. Try a smaller picture or close other programs.</source>
        <translation>%1：メモリが足りません。小さい画像を使うか、ほかのプログラムを閉じてください。</translation>
    </message>
    <message>
        <source>%1 failed for an unknown reason.</source>
        <translation>%1：原因不明のため失敗しました。</translation>
    </message>
    <message>
        <source>%1 failed in LibTorch: %2</source>
        <translation>%1：LibTorch で失敗しました：%2</translation>
    </message>
    <message>
        <source>The edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>There is no image to edit. Open a radiograph first.</source>
        <translation>編集する画像がありません。先にX線写真を開いてください。</translation>
    </message>
    <message>
        <source>Images with %1 bits stored cannot be edited; 1 to 16 can.</source>
        <translation>%1 ビットの画像は編集できません（1～16ビットのみ）。</translation>
    </message>
    <message>
        <source>The prompt is empty. Say what to change, e.g. &quot;remove the pacemaker&quot;.</source>
        <translation>指示が空です。「ペースメーカーを除去」のように入力してください。</translation>
    </message>
    <message>
        <source>The prompt is too long (over %1 bytes). Say one change in a sentence.</source>
        <translation>指示が長すぎます（%1 バイト超）。1文に1つの変更を入力してください。</translation>
    </message>
    <message>
        <source>What the renderer drew is drawn again by the method insertion or auto, not by %1.</source>
        <translation>描画したものを描き直せるのは手法 insertion と auto です。%1 ではできません。</translation>
    </message>
    <message>
        <source>The method %1 cannot run several seeds at once; these can: %2.</source>
        <translation>手法 %1 は複数のシードを一度に実行できません。実行できるのは %2 です。</translation>
    </message>
    <message>
        <source>%1 %2: the method %3 does not draw to measure. Leave the number out, or remove it first and add it anew with the number.</source>
        <translation>%2 の%1：手法 %3 は数値どおりに描けません。数値を省くか、いったん除去してから数値を付けて追加してください。</translation>
    </message>
    <message>
        <source>The method remove has one answer; ask for one seed.</source>
        <translation>手法 remove の結果は1つです。シードを1つにしてください。</translation>
    </message>
    <message>
        <source>The method remove only removes, and only what it was taught. Choose the method auto or another.</source>
        <translation>手法 remove は学習したものの除去だけを行います。手法 auto などを選んでください。</translation>
    </message>
    <message>
        <source>The method inpaint needs a mask: brush the region to be filled.</source>
        <translation>手法 inpaint にはマスクが必要です。埋める範囲をブラシで描いてください。</translation>
    </message>
    <message>
        <source>The method insertion needs square pixels. Choose another method.</source>
        <translation>手法 insertion には正方形の画素が必要です。別の手法を選んでください。</translation>
    </message>
    <message>
        <source>The method insertion draws one answer; ask for one seed.</source>
        <translation>手法 insertion の結果は1つです。シードを1つにしてください。</translation>
    </message>
    <message>
        <source>The method insertion cannot draw %1. Choose another method.</source>
        <translation>手法 insertion では %1 を描けません。別の手法を選んでください。</translation>
    </message>
    <message>
        <source>The method insertion can only add, and change what an edit in view was rendered with; choose another method to %1 %2.</source>
        <translation>手法 insertion でできるのは追加と、表示中の編集で描画したものの変更だけです。%2 の%1には別の手法を選んでください。</translation>
    </message>
    <message>
        <source>Without a model there is only the method insertion.</source>
        <translation>モデルがない場合、使える手法は insertion だけです。</translation>
    </message>
    <message>
        <source>The program does not see on which side %1 shall increase. Say left, right or both.</source>
        <translation>%1 をどちら側で増やすか判断できません。左、右、両側のいずれかを指定してください。</translation>
    </message>
    <message>
        <source>There is no room for so many; ask for fewer or smaller ones.</source>
        <translation>その数は入りません。数を減らすか、小さくしてください。</translation>
    </message>
    <message>
        <source>The lungs are not found here with confidence; mark what shall go, or choose another method.</source>
        <translation>肺を確実に見つけられません。除去する部分を描くか、別の手法を選んでください。</translation>
    </message>
    <message>
        <source>Nothing that was drawn would be left: that is the film before it. Choose it in the history.</source>
        <translation>描画したものが残りません。編集前の画像と同じです。履歴で選んでください。</translation>
    </message>
    <message>
        <source>There is not enough memory to draw into this image.</source>
        <translation>この画像に描画するメモリが足りません。</translation>
    </message>
    <message>
        <source>Say what to add, e.g. &quot;add a left pleural effusion&quot;.</source>
        <translation>追加するものを「左胸水を追加」のように入力してください。</translation>
    </message>
    <message>
        <source>%1 is at the end of what this film allows: %2.</source>
        <translation>この画像で描ける %1 の限界です：%2。</translation>
    </message>
    <message>
        <source>The words do not say what of %1 shall change. Give a size or a severity.</source>
        <translation>%1 の何を変えるか分かりません。大きさまたは程度を指定してください。</translation>
    </message>
    <message>
        <source>%1 cannot be inserted into a radiograph.</source>
        <translation>%1 はX線写真に描画できません。</translation>
    </message>
    <message>
        <source>%1 asks for landmarks of confidence %2; this image reaches %3.</source>
        <translation>%1 の描画には目印の確かさ %2 が必要ですが、この画像では %3 です。</translation>
    </message>
    <message>
        <source>The lung does not stand out enough from its surroundings to place %1 in it.</source>
        <translation>肺が周囲から十分に区別できないため、%1 を置けません。</translation>
    </message>
    <message>
        <source>%1 has no size that could be asked for in millimetres.</source>
        <translation>%1 の大きさはミリメートルで指定できません。</translation>
    </message>
    <message>
        <source>%1 of %2 mm cannot be drawn here; ask for %3 to %4 mm.</source>
        <translation>%2 mm の %1 は描けません。%3～%4 mm を指定してください。</translation>
    </message>
    <message>
        <source>A cardiothoracic ratio is the heart&apos;s; %1 has none.</source>
        <translation>心胸郭比は心臓の値です。%1 にはありません。</translation>
    </message>
    <message>
        <source>A cardiothoracic ratio of %1 cannot be drawn; ask for 0.35 to 0.75.</source>
        <translation>心胸郭比 %1 は描けません。0.35～0.75 を指定してください。</translation>
    </message>
    <message>
        <source>Only a tracheal tube&apos;s or a central line&apos;s tip can be placed.</source>
        <translation>先端の位置を指定できるのは気管チューブと中心静脈カテーテルだけです。</translation>
    </message>
    <message>
        <source>A line&apos;s tip can lie 25 mm above to 40 mm below the carina.</source>
        <translation>カテーテルの先端は気管分岐部の上 25 mm から下 40 mm までです。</translation>
    </message>
    <message>
        <source>A tracheal tube&apos;s tip can lie 0 to 120 mm above the carina.</source>
        <translation>気管チューブの先端は気管分岐部の上 0～120 mm です。</translation>
    </message>
    <message>
        <source>What lies on both lungs cannot be taken away: one lung is cleared by what the other shows.</source>
        <translation>両側の肺にあるものは除去できません。一方の肺を他方から補うためです。</translation>
    </message>
    <message>
        <source>Neither lung is brighter than the other: nothing can be told from the lungs themselves.</source>
        <translation>左右の肺の明るさに差がなく、肺だけからは判断できません。</translation>
    </message>
    <message>
        <source>The %1 lung is no brighter than the other: nothing can be told from the lung itself.</source>
        <translation>%1の肺は反対側より明るくなく、肺だけからは判断できません。</translation>
    </message>
    <message>
        <source>The landmarks of the image are too uncertain for an insertion. Use an upright frontal chest radiograph.</source>
        <translation>目印が不確かなため描画できません。立位の胸部正面像を使ってください。</translation>
    </message>
    <message>
        <source>No upright frontal chest was found in the image.</source>
        <translation>画像に立位正面の胸部が見つかりません。</translation>
    </message>
    <message>
        <source>The image is blank or smaller than 32 pixels; no chest can be found in it.</source>
        <translation>画像が空白か、32画素未満です。胸部を見つけられません。</translation>
    </message>
    <message>
        <source>Or mark where it shall be.</source>
        <translation>または、あるべき場所を描いてください。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not of the form name=number.</source>
        <translation>「%1」は 名前=数値 の形ではありません。</translation>
    </message>
    <message>
        <source>At least %1 suitable films</source>
        <translation>適した画像が %1 以上</translation>
    </message>
    <message>
        <source>At least %1 of all films suitable</source>
        <translation>全画像の %1 以上が適している</translation>
    </message>
    <message>
        <source>Patients known of all but %1 of the films</source>
        <translation>患者が不明な画像が %1 以下</translation>
    </message>
    <message>
        <source>At most %1 films that look like one of another patient</source>
        <translation>別の患者の画像と酷似する画像が %1 以下</translation>
    </message>
    <message>
        <source>At most %1 of the films with printed words</source>
        <translation>文字が印字された画像が %1 以下</translation>
    </message>
    <message>
        <source>At least %1 of the edits accepted, of those whose film shows what is to go</source>
        <translation>除去するものが写っている画像の編集のうち、%1 以上が合格</translation>
    </message>
    <message>
        <source>A reading of %1 cases is prepared</source>
        <translation>%1 症例の読影が準備されている</translation>
    </message>
    <message>
        <source>An expert has read them and finds at least %1 of the edits fit for what they are to be used for</source>
        <translation>専門家が読影し、編集の %1 以上を用途に適すると判定</translation>
    </message>
    <message>
        <source>At least %1 of the edits are as asked to a segmenter that had no part in them, of films that it saw rightly before</source>
        <translation>編集に関与していないセグメンタで、編集前に正しく検出できた画像の編集の %1 以上が指示どおり</translation>
    </message>
    <message>
        <source>Nothing else moves by more than %1 in probability (farther end of the 95 % interval of the mean)</source>
        <translation>ほかの所見の確率の変化が %1 以下（平均の95 %信頼区間の遠い端）</translation>
    </message>
    <message>
        <source>On films of patients whom it has not seen the adapted model errs less, by more than %1 % (nearer end of the 95 % interval)</source>
        <translation>未学習の患者の画像で、適応後のモデルの誤差が %1 % を超えて減少（95 %信頼区間の近い端）</translation>
    </message>
    <message>
        <source>With counterfactuals the worst group&apos;s accuracy is above &quot;%1&quot; by more than %2 (nearer end of the 95 % interval)</source>
        <translation>反実仮想画像を加えると、最も低い群の正解率が「%1」を %2 を超えて上回る（95 %信頼区間の近い端）</translation>
    </message>
    <message>
        <source>This pilot was begun with %1. Leave --prompt away, or begin another one in a new folder.</source>
        <translation>このパイロットは %1 で始められました。指示（--prompt）は付けないか、新しいフォルダーで別のパイロットを始めてください。</translation>
    </message>
    <message>
        <source>This pilot was begun with another model. Leave --model away, or begin another one in a new folder.</source>
        <translation>このパイロットは別のモデルで始められました。モデル（--model）は付けないか、新しいフォルダーで別のパイロットを始めてください。</translation>
    </message>
    <message>
        <source>not looked for: install tesseract-ocr and start stage 0 again</source>
        <translation>未確認。tesseract-ocr をインストールし、段階0をもう一度開始してください</translation>
    </message>
    <message>
        <source>films of too few patients could be read</source>
        <translation>読み込めた画像の患者が少なすぎます</translation>
    </message>
    <message>
        <source>no edit was accepted</source>
        <translation>合格した編集がありません</translation>
    </message>
    <message>
        <source>The pilot ends here. A larger study: more films, seeds and arms with `evaluate downstream --table`.</source>
        <translation>パイロットはこれで終わりです。より大きな研究は `evaluate downstream --table` で画像、シード、群を増やして行います。</translation>
    </message>
    <message>
        <source>Stage 1: %1 films, %2 edits, %3, and a reading of %4 cases by an expert.</source>
        <translation>段階1：画像 %1、編集 %2、%3、専門家による %4 症例の読影。</translation>
    </message>
    <message>
        <source>Stage 2: %1 films, %2 edits, %3, a second reading, collateral changes and entanglement on these films.</source>
        <translation>段階2：画像 %1、編集 %2、%3、2回目の読影、これらの画像での副次的な変化と連動。</translation>
    </message>
    <message>
        <source>Undefined: the answers do not vary (0/0).</source>
        <translation>計算できません：回答にばらつきがありません（0/0）。</translation>
    </message>
    <message>
        <source>Undefined: agreement needs two readers.</source>
        <translation>計算できません：一致度には読影者が2人必要です。</translation>
    </message>
    <message>
        <source>Undefined: no case was answered by two readers (no shared cases).</source>
        <translation>計算できません：2人が回答した症例がありません。</translation>
    </message>
    <message>
        <source>Too few cases for an interval.</source>
        <translation>症例が少なく、信頼区間を求められません。</translation>
    </message>
    <message>
        <source>The variance is 0 in this sample, so the interval has no width; it is not usable.</source>
        <translation>この標本の分散が0のため、信頼区間に幅がなく、使えません。</translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa is of two annotators.</source>
        <translation>Cohen の κ は2人の評価者の値です。</translation>
    </message>
    <message>
        <source>Agreement needs annotations by two annotators or more.</source>
        <translation>一致度には2人以上の注釈が必要です。</translation>
    </message>
    <message>
        <source>Undefined: one case does not vary between cases.</source>
        <translation>計算できません：1症例では症例間のばらつきがありません。</translation>
    </message>
    <message>
        <source>Not usable: the cases do not differ from each other.</source>
        <translation>使えません：症例に差がありません。</translation>
    </message>
    <message>
        <source>Undefined: no pair differs (0/0).</source>
        <translation>計算できません：異なる組がありません（0/0）。</translation>
    </message>
    <message>
        <source>Undefined: there is no case to count.</source>
        <translation>計算できません：数える症例がありません。</translation>
    </message>
    <message>
        <source>Undefined: nothing differs.</source>
        <translation>計算できません：差がありません。</translation>
    </message>
    <message>
        <source>Undefined: cases of both kinds are needed.</source>
        <translation>計算できません：両方の種類の症例が必要です。</translation>
    </message>
    <message>
        <source>One reader: the result holds for this reader alone.</source>
        <translation>読影者1人：結果はこの読影者にだけ当てはまります。</translation>
    </message>
    <message>
        <source>No model is loaded. Use the bundled one or add a folder.</source>
        <translation>モデルが読み込まれていません。付属モデルを使うか、フォルダを追加してください。</translation>
    </message>
    <message>
        <source>Of %1 held-back films with such devices it was refused on %2; a second segmenter found them on %3 before and on %4 after.</source>
        <translation>学習に使っていない%1画像で却下は%2。別のセグメンタが検出したのは編集前%3、編集後%4。</translation>
    </message>
    <message>
        <source>Of %1 held-back films with leads it was refused on %2; a second segmenter found leads on %3 before and on %4 after.</source>
        <translation>学習に使っていない%1画像（電極あり）で却下は%2。別のセグメンタが検出したのは編集前%3、編集後%4。</translation>
    </message>
    <message>
        <source>Of %1 held-back films with catheters it was refused on %2; a second segmenter found them on %3 before and on %4 after.</source>
        <translation>学習に使っていない%1画像（カテーテルあり）で却下は%2。別のセグメンタが検出したのは編集前%3、編集後%4。</translation>
    </message>
    <message>
        <source>Of %1 of them the latent network was refused on %2.</source>
        <translation>うち%1画像で潜在空間のネットワークは%2が却下。</translation>
    </message>
    <message>
        <source>The autoencoder: %1 insertion pairs, %2 phantom pairs and real frontal chest radiographs of NIH ChestX-ray14 (NIH Clinical Center) and of the COVID-19 Image Repository of Hannover Medical School (CC BY 3.0; resized to %3 pixels; insertions are such radiographs with devices and findings rendered in).</source>
        <translation>オートエンコーダ：挿入の組 %1、ファントムの組 %2、NIH ChestX-ray14（NIH Clinical Center）とハノーファー医科大学 COVID-19 Image Repository（CC BY 3.0、%3画素に縮小。挿入の組はこれらの画像にデバイスと所見を描画したもの）の実際の胸部正面像。</translation>
    </message>
    <message>
        <source>The denoising network: %1 insertion pairs, %2 phantom pairs, part of them of these; its weights are the mean of those before and after the last %3 steps.</source>
        <translation>ノイズ除去ネットワーク：挿入の組 %1、ファントムの組 %2（一部は上記のもの）。重みは最後の %3 ステップの前後の平均です。</translation>
    </message>
    <message>
        <source>The denoising network began with the weights of mini-cxr&apos;s editor (%1 of these pairs) and was trained on %2 insertion pairs and %3 phantom pairs of other seeds.</source>
        <translation>ノイズ除去ネットワーク：mini-cxr の編集ネットワークの重み（上記の組 %1）から始め、別のシードの挿入の組 %2 とファントムの組 %3 で学習。</translation>
    </message>
    <message>
        <source>One patient in five was held back.</source>
        <translation>患者の5人に1人は学習に使っていません。</translation>
    </message>
    <message>
        <source>Frontal chest radiographs of adults.</source>
        <translation>成人の胸部正面像。</translation>
    </message>
    <message>
        <source>Knows the findings and devices named in its grammar, as the renderers draw them.</source>
        <translation>文法にある所見とデバイスを、描画されたとおりに学習しています。</translation>
    </message>
    <message>
        <source>Small: of what is finer than its latents much is lost.</source>
        <translation>小規模なモデルで、潜在表現より細かいものの多くは失われます。</translation>
    </message>
    <message>
        <source>The classifier cannot tell this well enough to judge by: %1 → %2.</source>
        <translation>分類器はこれを十分に見分けられないため、判定に使えません：%1 → %2。</translation>
    </message>
    <message>
        <source>The classifier saw it so before the edit already: %1 → %2.</source>
        <translation>分類器の値は編集前からこの状態です：%1 → %2。</translation>
    </message>
    <message>
        <source>The target did not change enough: %1 → %2, needed at least %3. Mark the region, use another method or try another seed.</source>
        <translation>対象の変化が足りません（%1 → %2、必要 %3 以上）。範囲を描くか、別の手法または別のシードを試してください。</translation>
    </message>
    <message>
        <source>The target did not change enough: %1 → %2, needed at most %3. Mark the region, use another method or try another seed.</source>
        <translation>対象の変化が足りません（%1 → %2、必要 %3 以下）。範囲を描くか、別の手法または別のシードを試してください。</translation>
    </message>
    <message>
        <source>Something else changed, too: %1 → %2. Mark a smaller region or try another seed.</source>
        <translation>指示にない所見も変わりました（%1 → %2）。範囲を狭くするか、別のシードを試してください。</translation>
    </message>
    <message>
        <source>The mask can be meant in more than one way: %1</source>
        <translation>マスクの解釈が定まりません：%1</translation>
    </message>
    <message>
        <source>The study was sealed on %1 and can no longer be changed. Amend the protocol with a reason, or make another study.</source>
        <translation>研究は %1 に封印され、もう変更できません。理由を付けてプロトコルを改訂するか、別の研究を作成してください。</translation>
    </message>
    <message>
        <source>A question that chooses among images cannot take &quot;%1&quot; for its truth now: it names images by their places in the list, and these were drawn anew at sealing.</source>
        <translation>画像を選ぶ質問の正解に「%1」は今からは使えません。一覧での順番で画像を指しますが、その順番は封印時に引き直されています。</translation>
    </message>
    <message>
        <source>The leak check has not been run: nobody knows whether real and synthetic images can be told apart by something that is not anatomy. Run it, or write why the study is sealed without it.</source>
        <translation>手がかり検査がまだ行われていません。解剖以外のことで実画像と合成画像を見分けられるかどうかが不明です。検査を行うか、検査なしで封印する理由を書いてください。</translation>
    </message>
    <message>
        <source>Too few images for a figure, but they differ: %1. Harmonise before sealing, add images, or write why the study is sealed all the same.</source>
        <translation>数値を出すには画像が少なすぎますが、差があります（%1）。封印の前にそろえるか、画像を加えるか、それでも封印する理由を書いてください。</translation>
    </message>
    <message>
        <source>Leak found: %1. Harmonise before sealing, or write why the study is sealed all the same.</source>
        <translation>手がかりが見つかりました（%1）。封印の前にそろえるか、それでも封印する理由を書いてください。</translation>
    </message>
    <message>
        <source>Stage &quot;%1&quot; shows a difference map, which only %2 of %3 cases have (none in arm %4): its absence tells the arm. Give every case one, of null edits their own, or write why the study is sealed all the same.</source>
        <translation>段階「%1」は差分図を表示しますが、%3 例中 %2 例にしかありません（群 %4 にはありません）。ないこと自体から群が分かります。すべての症例に用意する（無編集像にはそれ自身のものを）か、それでも封印する理由を書いてください。</translation>
    </message>
    <message>
        <source>Case &quot;%1&quot; names pixels that are not given.</source>
        <translation>症例「%1」の画素が渡されていません。</translation>
    </message>
    <message>
        <source>The study has no case %1.</source>
        <translation>この研究に症例 %1 はありません。</translation>
    </message>
    <message>
        <source>The study has no case to be read.</source>
        <translation>この研究には読影する症例がありません。</translation>
    </message>
    <message>
        <source>A reader needs a short name, such as R1.</source>
        <translation>読影者には R1 のような短い名前が必要です。</translation>
    </message>
    <message>
        <source>The short name of a reader is at most 40 bytes without commas, quotes, slashes and line ends, and not &quot;coordinator&quot;: it stands in tables and in names of files.</source>
        <translation>読影者の短い名前は 40 バイトまでで、カンマ・引用符・斜線・改行を含まず、「coordinator」以外にしてください。表とファイル名に使われます。</translation>
    </message>
    <message>
        <source>Reader %1 has answered and can no longer be changed.</source>
        <translation>読影者 %1 は回答済みのため、変更できません。</translation>
    </message>
    <message>
        <source>Reader %1 has answered and stays in the study.</source>
        <translation>読影者 %1 は回答済みのため、研究から外せません。</translation>
    </message>
    <message>
        <source>Cases are added to an adjudicator or a meeting of a sealed study; %1 is none.</source>
        <translation>症例を追加できるのは、封印された研究の裁定者または合議だけです。%1 はそのどちらでもありません。</translation>
    </message>
    <message>
        <source>The study has no reader %1.</source>
        <translation>この研究に読影者 %1 はいません。</translation>
    </message>
    <message>
        <source>An amendment needs a reason, which is kept with it.</source>
        <translation>改訂には理由が必要です。理由は改訂とともに保存されます。</translation>
    </message>
    <message>
        <source>The study is not sealed yet: change its protocol instead.</source>
        <translation>研究はまだ封印されていません。プロトコルをそのまま変更してください。</translation>
    </message>
    <message>
        <source>Readers have answered under a page that says nobody is named; an amendment cannot name them.</source>
        <translation>読影者は、名前は出ないと書かれた説明のもとで回答しました。改訂で名前を出すことはできません。</translation>
    </message>
    <message>
        <source>There are answers already: design, arms, stages, order and repeats stay as they are. Amend the rest, or make another study.</source>
        <translation>すでに回答があります。デザイン、群、段階、順序、再読はそのままです。ほかを改訂するか、別の研究を作成してください。</translation>
    </message>
    <message>
        <source>There are answers already: question &quot;%1&quot; keeps its kind, scale and choices, or old and new answers could not be counted together. Take it out and ask the changed one under another name.</source>
        <translation>すでに回答があります。質問「%1」の種類・尺度・選択肢は変えられません。変えると前後の回答を合わせて数えられなくなります。この質問を外し、変更したものを別の名前で尋ねてください。</translation>
    </message>
    <message>
        <source>The study is not sealed yet; packages are made afterwards.</source>
        <translation>研究はまだ封印されていません。パッケージは封印後に作成します。</translation>
    </message>
    <message>
        <source>The study is not sealed yet; no answer is taken before.</source>
        <translation>研究はまだ封印されていません。封印前の回答は受け付けません。</translation>
    </message>
    <message>
        <source>Reader %1 is not asked to read %2.</source>
        <translation>読影者 %1 は %2 を読む予定になっていません。</translation>
    </message>
    <message>
        <source>Case %1 is not the next one of reader %2; that is %3, %4 of %5.</source>
        <translation>症例 %1 は読影者 %2 の次の症例ではありません。次は %3（%4 / %5）です。</translation>
    </message>
    <message>
        <source>The answers %1 name a protocol that was never sealed in this study.</source>
        <translation>回答 %1 は、この研究で封印されたことのないプロトコルを指しています。</translation>
    </message>
    <message>
        <source>The protocol has no stage &quot;%1&quot;.</source>
        <translation>プロトコルに段階「%1」はありません。</translation>
    </message>
    <message>
        <source>The study has no image %1.</source>
        <translation>この研究に画像 %1 はありません。</translation>
    </message>
    <message>
        <source>The seal %1 holds no protocol.</source>
        <translation>封印 %1 にプロトコルがありません。</translation>
    </message>
    <message>
        <source>%1 is of arm &quot;%2&quot;, which the protocol does not have.</source>
        <translation>%1 は群「%2」とされていますが、その群はプロトコルにありません。</translation>
    </message>
    <message>
        <source>Arm &quot;%1&quot; is null-edited: a model is needed, with which its images are encoded and decoded. Name one, or say that they went through it already.</source>
        <translation>群「%1」は無編集像です。画像を符号化・復号するモデルが必要です。モデルを指定するか、すでに通してあると指定してください。</translation>
    </message>
    <message>
        <source>This is no report of a leak check.</source>
        <translation>これは手がかり検査の報告ではありません。</translation>
    </message>
    <message>
        <source>Case &quot;%1&quot; has %2 images; the protocol shows %3.</source>
        <translation>症例「%1」の画像は %2 枚ですが、プロトコルでは %3 枚を表示します。</translation>
    </message>
    <message>
        <source>Case &quot;%1&quot; is of arm &quot;%2&quot;, which the protocol does not have.</source>
        <translation>症例「%1」は群「%2」とされていますが、その群はプロトコルにありません。</translation>
    </message>
    <message>
        <source>Case &quot;%1&quot; needs a &quot;pair&quot; of its own arm: paired sessions show each pair once in every arm.</source>
        <translation>症例「%1」には、その群だけの対（pair）が必要です。対のセッションでは、各対を各群で1回ずつ表示します。</translation>
    </message>
    <message>
        <source>Arm &quot;%1&quot; has no case to be read. Add some, or take the arm out of the protocol.</source>
        <translation>群「%1」に読影する症例がありません。症例を加えるか、群をプロトコルから外してください。</translation>
    </message>
    <message>
        <source>Pair &quot;%1&quot; does not have a case in every arm.</source>
        <translation>対「%1」の症例が、すべての群にはありません。</translation>
    </message>
    <message>
        <source>The case &quot;%1&quot; is no name: letters, digits, &quot;-&quot; and &quot;_&quot;, up to 64.</source>
        <translation>症例「%1」は名前として使えません。英字・数字・「-」・「_」を 64 文字まで使えます。</translation>
    </message>
    <message>
        <source>The case &quot;%1&quot; stands twice.</source>
        <translation>症例「%1」が2回あります。</translation>
    </message>
    <message>
        <source>The study is sealed; its cases can no longer be changed.</source>
        <translation>研究は封印されています。症例はもう変更できません。</translation>
    </message>
    <message>
        <source>%1 null-edited images are in the study already, their regions drawn before any edit was known: regions of other sizes would tell them from these edits. Take them out, add the edits, then them.</source>
        <translation>無編集像 %1 枚がすでに研究にあり、その領域は編集の大きさが分かる前に決められました。領域の大きさの違いから見分けられてしまいます。それらを外し、編集を加えてから、もう一度加えてください。</translation>
    </message>
    <message>
        <source>A right answer is written as &quot;synthetic=yes&quot;; &quot;%1&quot; is none.</source>
        <translation>正解は「synthetic=yes」のように書きます。「%1」は正しい形ではありません。</translation>
    </message>
    <message>
        <source>Reader %1 has not finished yet. Disagreements are looked for once every reader has.</source>
        <translation>読影者 %1 はまだ終わっていません。不一致は全員が終わってから調べます。</translation>
    </message>
    <message>
        <source>The study has fewer than two readers; nobody can disagree.</source>
        <translation>読影者が2名未満のため、不一致はありえません。</translation>
    </message>
    <message>
        <source>Say how far apart two readers may stand: above 0. For yes or no take 0.5.</source>
        <translation>2名の読影者の差をどこまで認めるかを、0 より大きい値で指定してください。はい／いいえの質問では 0.5 です。</translation>
    </message>
    <message>
        <source>Cases are sent to an adjudicator or a consensus meeting, not a reader.</source>
        <translation>症例の送り先は裁定者または合議です。読影者には送れません。</translation>
    </message>
    <message>
        <source>No case is to be sent.</source>
        <translation>送る症例がありません。</translation>
    </message>
    <message>
        <source>A study needs at least one reader and one case.</source>
        <translation>研究には読影者1名と症例1例以上が必要です。</translation>
    </message>
    <message>
        <source>A correlation lies between 0 and 1.</source>
        <translation>相関は 0 から 1 の間です。</translation>
    </message>
    <message>
        <source>Shares of agreement lie between 0 and 1, a width is above 0.</source>
        <translation>一致の割合は 0 から 1 の間、幅は 0 より大きい値です。</translation>
    </message>
    <message>
        <source>Answers and results are hidden until every reader has finished or the study is closed. With a reason (--interim REASON) they are opened now, which is recorded.</source>
        <translation>回答と結果は、全員が終わるか研究が終了するまで表示されません。理由があれば今開けます。そのことは記録されます。</translation>
    </message>
    <message>
        <source>No order keeps two images of one patient %1 cases apart: patient &quot;%2&quot; has %3 of the %4 cases, for which at least %5 are needed. Lower order.patient_gap or take cases out.</source>
        <translation>同じ患者の画像を %1 例以上離す順序がありません。%4 例のうち %3 例が患者「%2」のもので、少なくとも %5 例が必要です。order.patient_gap を小さくするか、症例を減らしてください。</translation>
    </message>
    <message>
        <source>Only %1 of %2 repeats of arm &quot;%3&quot; have room %4 cases after their first reading, in a session of %5 cases. Lower repeats.gap or repeats.share.</source>
        <translation>群「%3」の再読 %2 例のうち、最初の読影から %4 例後に入る余地があるのは %1 例だけです（セッションは %5 例）。repeats.gap または repeats.share を小さくしてください。</translation>
    </message>
    <message>
        <source>The study has no file name.</source>
        <translation>研究のファイル名がありません。</translation>
    </message>
    <message>
        <source>%1 is no study.</source>
        <translation>%1 は研究ではありません。</translation>
    </message>
    <message>
        <source>There is no %1.</source>
        <translation>%1 がありません。</translation>
    </message>
    <message>
        <source>The %1 is there already. Choose another name.</source>
        <translation>%1 はすでにあります。別の名前にしてください。</translation>
    </message>
    <message>
        <source>The file %1 is no %2.</source>
        <translation>ファイル %1 は %2 ではありません。</translation>
    </message>
    <message>
        <source>Qt&apos;s database driver is missing: install %1.</source>
        <translation>Qt のデータベースドライバーがありません。%1 をインストールしてください。</translation>
    </message>
    <message>
        <source>The study %1 was written by another version of Contrafact (tables %2; this one reads up to %3). Open it with that version.</source>
        <translation>研究 %1 は別の版の Contrafact で書かれています（表の版 %2、この版が読めるのは %3 まで）。その版で開いてください。</translation>
    </message>
    <message>
        <source>The protocol has no title.</source>
        <translation>プロトコルに題名がありません。</translation>
    </message>
    <message>
        <source>The protocol has no arm: it needs at least one.</source>
        <translation>プロトコルに群がありません。少なくとも1つ必要です。</translation>
    </message>
    <message>
        <source>The protocol asks nothing: it needs at least one question.</source>
        <translation>プロトコルに質問がありません。少なくとも1つ必要です。</translation>
    </message>
    <message>
        <source>The protocol has no stage: it needs at least one.</source>
        <translation>プロトコルに段階がありません。少なくとも1つ必要です。</translation>
    </message>
    <message>
        <source>The arm &quot;%1&quot; is no name: letters, digits, &quot;-&quot; and &quot;_&quot;, up to 64.</source>
        <translation>群「%1」は名前として使えません。英数字と「-」「_」、64文字までです。</translation>
    </message>
    <message>
        <source>The arm &quot;%1&quot; stands twice.</source>
        <translation>群「%1」が2つあります。</translation>
    </message>
    <message>
        <source>The question &quot;%1&quot; is no name: letters, digits, &quot;-&quot; and &quot;_&quot;, up to 64.</source>
        <translation>質問「%1」は名前として使えません。英数字と「-」「_」、64文字までです。</translation>
    </message>
    <message>
        <source>The question &quot;%1&quot; stands twice.</source>
        <translation>質問「%1」が2つあります。</translation>
    </message>
    <message>
        <source>The choice &quot;%1&quot; of question &quot;%2&quot; is no name: letters, digits, &quot;-&quot; and &quot;_&quot;, up to 64.</source>
        <translation>質問「%2」の選択肢「%1」は名前として使えません。英数字と「-」「_」、64文字までです。</translation>
    </message>
    <message>
        <source>The choice &quot;%1&quot; of question &quot;%2&quot; stands twice.</source>
        <translation>質問「%2」の選択肢「%1」が2つあります。</translation>
    </message>
    <message>
        <source>The stage &quot;%1&quot; is no name: letters, digits, &quot;-&quot; and &quot;_&quot;, up to 64.</source>
        <translation>段階「%1」は名前として使えません。英数字と「-」「_」、64文字までです。</translation>
    </message>
    <message>
        <source>The stage &quot;%1&quot; stands twice.</source>
        <translation>段階「%1」が2つあります。</translation>
    </message>
    <message>
        <source>The question &quot;%1&quot; of stage &quot;%2&quot; is no name: letters, digits, &quot;-&quot; and &quot;_&quot;, up to 64.</source>
        <translation>段階「%2」の質問「%1」は名前として使えません。英数字と「-」「_」、64文字までです。</translation>
    </message>
    <message>
        <source>The question &quot;%1&quot; of stage &quot;%2&quot; stands twice.</source>
        <translation>段階「%2」の質問「%1」が2つあります。</translation>
    </message>
    <message>
        <source>Question &quot;%1&quot; has a minimum that is not below its maximum.</source>
        <translation>質問「%1」の最小値が最大値より小さくありません。</translation>
    </message>
    <message>
        <source>Question &quot;%1&quot; needs at least two choices.</source>
        <translation>質問「%1」には選択肢が2つ以上必要です。</translation>
    </message>
    <message>
        <source>Question &quot;%1&quot; is a Likert scale, whose keys are rising whole numbers.</source>
        <translation>質問「%1」はリッカート尺度です。値は小さい順の整数にしてください。</translation>
    </message>
    <message>
        <source>Question &quot;%1&quot; allows no shape of mark: point, box or contour.</source>
        <translation>質問「%1」に使える印の形がありません（点・枠・輪郭）。</translation>
    </message>
    <message>
        <source>Question &quot;%1&quot; asks for more marks than it allows.</source>
        <translation>質問「%1」の印の最少数が最多数を超えています。</translation>
    </message>
    <message>
        <source>Question &quot;%1&quot; has no text.</source>
        <translation>質問「%1」に文がありません。</translation>
    </message>
    <message>
        <source>Question &quot;%1&quot; chooses among images, but a case shows only one.</source>
        <translation>質問「%1」は画像を選びますが、症例の画像は1枚です。</translation>
    </message>
    <message>
        <source>Question &quot;%1&quot; depends on &quot;%2&quot;, which is not asked before it in stage &quot;%3&quot;.</source>
        <translation>質問「%1」の条件「%2」は、段階「%3」でその前に尋ねられません。</translation>
    </message>
    <message>
        <source>Stage &quot;%1&quot; asks nothing.</source>
        <translation>段階「%1」に質問がありません。</translation>
    </message>
    <message>
        <source>Stage &quot;%1&quot; asks &quot;%2&quot;, which is no question of the protocol.</source>
        <translation>段階「%1」の「%2」という質問はプロトコルにありません。</translation>
    </message>
    <message>
        <source>The first stage follows nothing: it has no washout and is no &quot;same-case&quot; stage.</source>
        <translation>最初の段階には前の段階がありません。ウォッシュアウトも「同じ症例」も指定できません。</translation>
    </message>
    <message>
        <source>Stage &quot;%1&quot; has a washout that cannot be: it follows on the same case.</source>
        <translation>段階「%1」は同じ症例に続くため、ウォッシュアウトを指定できません。</translation>
    </message>
    <message>
        <source>This design shows images side by side: it needs &quot;panes&quot; of 2 or more and a question of kind &quot;pane&quot;.</source>
        <translation>このデザインは画像を並べて示します。画像数を2以上にし、「どの画像か」の質問を加えてください。</translation>
    </message>
    <message>
        <source>A case shows 1 to 8 images; &quot;panes&quot; says %1.</source>
        <translation>1症例の画像は1～8枚です（現在%1）。</translation>
    </message>
    <message>
        <source>This design asks for places: it needs a question of kind &quot;mark&quot;.</source>
        <translation>このデザインは位置を尋ねます。「画像上の印」の質問を加えてください。</translation>
    </message>
    <message>
        <source>Paired sessions need as many stages that follow the whole set as there are arms, at least two.</source>
        <translation>対の読影には、全症例の後に読む段階が群と同じ数（2以上）必要です。</translation>
    </message>
    <message>
        <source>There is no tool &quot;%1&quot; for readers.</source>
        <translation>読影者用の道具「%1」はありません。</translation>
    </message>
    <message>
        <source>A number of cases or minutes is negative.</source>
        <translation>症例数または分が負の値です。</translation>
    </message>
    <message>
        <source>The analysis plan is no JSON.</source>
        <translation>解析計画が JSON ではありません。</translation>
    </message>
    <message>
        <source>The share of repeats lies outside 0 to 1.</source>
        <translation>再読影の割合が0～1の範囲にありません。</translation>
    </message>
    <message>
        <source>The answer to &quot;%1&quot; %2.</source>
        <translation>「%1」への回答：%2。</translation>
    </message>
    <message>
        <source>must lie between %1 and %2</source>
        <translation>%1 から %2 の間でなければなりません</translation>
    </message>
    <message>
        <source>must be a multiple of %1</source>
        <translation>%1 の倍数でなければなりません</translation>
    </message>
    <message>
        <source>has %1 marks, which is not the number asked for</source>
        <translation>印が %1 個あり、求められた数ではありません</translation>
    </message>
    <message>
        <source>has a mark that is not whole</source>
        <translation>印が完成していません</translation>
    </message>
    <message>
        <source>has a mark that is nowhere</source>
        <translation>画像の外に印があります</translation>
    </message>
    <message>
        <source>has a mark of a shape that is not asked for</source>
        <translation>求められていない形の印があります</translation>
    </message>
    <message>
        <source>has a mark of a type that does not exist</source>
        <translation>存在しない種類の印があります</translation>
    </message>
    <message>
        <source>has a mark without a type</source>
        <translation>種類のない印があります</translation>
    </message>
    <message>
        <source>has a mark without its confidence</source>
        <translation>確信度のない印があります</translation>
    </message>
    <message>
        <source>has a confidence that is not asked for</source>
        <translation>求められていない確信度があります</translation>
    </message>
    <message>
        <source>is of the wrong kind</source>
        <translation>種類が違います</translation>
    </message>
    <message>
        <source>is no step of the scale</source>
        <translation>尺度にない段階です</translation>
    </message>
    <message>
        <source>names no image</source>
        <translation>画像を指していません</translation>
    </message>
    <message>
        <source>has %1 bytes; %2 are the most</source>
        <translation>%1 バイトあります（上限は %2 バイト）</translation>
    </message>
    <message>
        <source>is none of the choices</source>
        <translation>選択肢にありません</translation>
    </message>
    <message>
        <source>is none of the choices, or names one twice</source>
        <translation>選択肢にないか、同じものを2回選んでいます</translation>
    </message>
    <message>
        <source>The stage &quot;%1&quot; asks no question &quot;%2&quot;.</source>
        <translation>段階「%1」に質問「%2」はありません。</translation>
    </message>
    <message>
        <source>An answer belongs to a question that is not asked after the others.</source>
        <translation>ほかの回答により尋ねられない質問への回答があります。</translation>
    </message>
    <message>
        <source>Answer &quot;%1&quot; to go on.</source>
        <translation>「%1」に答えると次へ進めます。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is named by the manifest and is not there.</source>
        <translation>一覧にある「%1」が見つかりません。</translation>
    </message>
    <message>
        <source>This is no manifest of a batch: it needs the columns film, patient, status and dicom.</source>
        <translation>これはバッチの一覧ではありません。film、patient、status、dicom の列が必要です。</translation>
    </message>
    <message>
        <source>Say into which arm the counterfactuals go.</source>
        <translation>反実仮想画像をどの群に入れるかを指定してください。</translation>
    </message>
    <message>
        <source>Name the folder of the films, so that they can be read, too.</source>
        <translation>元画像も読み込むため、そのフォルダーを指定してください。</translation>
    </message>
    <message>
        <source>The manifest has no such result that was kept as a DICOM object.</source>
        <translation>一覧には、DICOM として保存された該当の結果がありません。</translation>
    </message>
    <message>
        <source>training is &quot;%1&quot;; write yes or no.</source>
        <translation>training が「%1」です。yes または no と書いてください。</translation>
    </message>
    <message>
        <source>The table has a column &quot;%1&quot;; known are file, arm, case, patient, pair, source, difference, training, feedback, truth:KEY.</source>
        <translation>表に未知の列「%1」があります。使えるのは file、arm、case、patient、pair、source、difference、training、feedback、truth:KEY です。</translation>
    </message>
    <message>
        <source>A row has no file or no arm.</source>
        <translation>file または arm のない行があります。</translation>
    </message>
    <message>
        <source>Line %1 of the table: %2</source>
        <translation>表の %1 行目：%2</translation>
    </message>
    <message>
        <source>Line %1 of the table %2</source>
        <translation>表の %1 行目：%2</translation>
    </message>
    <message>
        <source>begins a quoted cell that is never closed. Close or double its quote.</source>
        <translation>引用符で始まるセルが閉じられていません。閉じるか、引用符を2つ重ねてください。</translation>
    </message>
    <message>
        <source>has two columns &quot;%1&quot;.</source>
        <translation>列「%1」が2つあります。</translation>
    </message>
    <message>
        <source>has a cell of %1 bytes; %2 are the most.</source>
        <translation>%1 バイトのセルがあります（上限は %2 バイト）。</translation>
    </message>
    <message>
        <source>has more cells than the first line. Quote a cell that holds the separator.</source>
        <translation>1行目よりセルが多くなっています。区切り文字を含むセルは引用符で囲んでください。</translation>
    </message>
    <message>
        <source>The link %1 leads nowhere. Mend it or take it away.</source>
        <translation>リンク %1 の先がありません。直すか取り除いてください。</translation>
    </message>
    <message>
        <source>The table is not UTF-8, so that names in it would be mistaken. Save it as &quot;CSV UTF-8&quot;.</source>
        <translation>表が UTF-8 ではないため、中の名前を取り違えます。「CSV UTF-8」で保存してください。</translation>
    </message>
    <message>
        <source>The table of cases is empty.</source>
        <translation>症例の表が空です。</translation>
    </message>
    <message>
        <source>%1 is no JSON: %2</source>
        <translation>%1 は JSON ではありません（%2）</translation>
    </message>
    <message>
        <source>%1 has more lists within lists than it may have.</source>
        <translation>%1 の入れ子が深すぎます。</translation>
    </message>
    <message>
        <source>Question %1 of %2</source>
        <translation>%2の質問 %1</translation>
    </message>
    <message>
        <source>Arm %1 of %2</source>
        <translation>%2の群 %1</translation>
    </message>
    <message>
        <source>Stage %1 of %2</source>
        <translation>%2の段階 %1</translation>
    </message>
    <message>
        <source>Case %1 of %2</source>
        <translation>%2の症例 %1</translation>
    </message>
    <message>
        <source>the protocol</source>
        <translation>プロトコル</translation>
    </message>
    <message>
        <source>the list of cases</source>
        <translation>症例の一覧</translation>
    </message>
    <message>
        <source>%1 is no JSON object.</source>
        <translation>%1 は JSON オブジェクトではありません。</translation>
    </message>
    <message>
        <source>%1 has a &quot;%2&quot; of the wrong kind: %3.</source>
        <translation>%1：「%2」の種類が違います（%3）。</translation>
    </message>
    <message>
        <source>%1 has a &quot;%2&quot; that is none of: %3.</source>
        <translation>%1：「%2」は次のどれでもありません（%3）。</translation>
    </message>
    <message>
        <source>%1 has a &quot;%2&quot; that is no array.</source>
        <translation>%1：「%2」は配列ではありません。</translation>
    </message>
    <message>
        <source>%1 has a member &quot;%2&quot; that is not known; known are %3.</source>
        <translation>%1：項目「%2」は使えません（使えるのは %3）。</translation>
    </message>
    <message>
        <source>%1 has a point that is not two numbers.</source>
        <translation>%1：2つの数でない点があります。</translation>
    </message>
    <message>
        <source>%1 is no rectangle in an image with a weight above 0.</source>
        <translation>%1 は、重みが 0 より大きい画像内の矩形ではありません。</translation>
    </message>
    <message>
        <source>%1 has the format &quot;%2&quot;, which this version does not read; it reads &quot;contrafact study protocol 1&quot;.</source>
        <translation>%1 の形式「%2」は、この版では読めません（読めるのは「contrafact study protocol 1」）。</translation>
    </message>
    <message>
        <source>The protocol</source>
        <translation>プロトコル</translation>
    </message>
    <message>
        <source>The list of cases</source>
        <translation>症例の一覧</translation>
    </message>
    <message>
        <source>The answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>The reading</source>
        <translation>読影</translation>
    </message>
    <message>
        <source>The reader</source>
        <translation>読影者</translation>
    </message>
    <message>
        <source>The case</source>
        <translation>症例</translation>
    </message>
    <message>
        <source>The package</source>
        <translation>パッケージ</translation>
    </message>
    <message>
        <source>The part &quot;%1&quot;</source>
        <translation>部分「%1」</translation>
    </message>
    <message>
        <source>The study</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>The header of an image of the study</source>
        <translation>研究の画像の見出し</translation>
    </message>
    <message>
        <source>A record of the study</source>
        <translation>研究の記録</translation>
    </message>
    <message>
        <source>A step of the order</source>
        <translation>読影順の一項目</translation>
    </message>
    <message>
        <source>A conflict of the study</source>
        <translation>研究の不一致回答</translation>
    </message>
    <message>
        <source>The report of the leak check</source>
        <translation>手がかり検査の報告</translation>
    </message>
    <message>
        <source>The origin of the cases</source>
        <translation>症例の出所</translation>
    </message>
    <message>
        <source>The sealed document</source>
        <translation>封印された文書</translation>
    </message>
    <message>
        <source>The answer %1</source>
        <translation>回答 %1</translation>
    </message>
    <message>
        <source>The package %1</source>
        <translation>パッケージ %1</translation>
    </message>
    <message>
        <source>The answer file %1</source>
        <translation>回答ファイル %1</translation>
    </message>
    <message>
        <source>The header of %1</source>
        <translation>%1 の見出し</translation>
    </message>
    <message>
        <source>The answer file was altered: its audit is not whole.</source>
        <translation>回答ファイルが改変されています。記録が完全ではありません。</translation>
    </message>
    <message>
        <source>The answer file was altered: %1 is not what the reader stored.</source>
        <translation>回答ファイルが改変されています。%1 は読影者が保存したものではありません。</translation>
    </message>
    <message>
        <source>The answer file was altered: what an earlier merge has seen of the reader&apos;s record was rewritten.</source>
        <translation>回答ファイルが改変されています。前回の取り込みで確認した読影者の記録が書き換えられています。</translation>
    </message>
    <message>
        <source>Answer files are written on the reader&apos;s own machine, from their package.</source>
        <translation>回答ファイルは、読影者のコンピューターでパッケージから書き出します。</translation>
    </message>
    <message>
        <source>%1 is no answer file.</source>
        <translation>%1 は回答ファイルではありません。</translation>
    </message>
    <message>
        <source>%1 belongs to another study; nothing was merged.</source>
        <translation>%1 は別の研究のものです。何も取り込みませんでした。</translation>
    </message>
    <message>
        <source>The study is closed; nothing was merged.</source>
        <translation>研究は終了しています。何も取り込みませんでした。</translation>
    </message>
    <message>
        <source>%1 holds answers to a protocol that was never sealed here; nothing was merged.</source>
        <translation>%1 には、ここで封印されたことのないプロトコルへの回答が含まれています。何も取り込みませんでした。</translation>
    </message>
    <message>
        <source>%1 is no reader package.</source>
        <translation>%1 は読影者用パッケージではありません。</translation>
    </message>
    <message>
        <source>%1 is damaged: a part of it is not there.</source>
        <translation>%1 は壊れています。一部がありません。</translation>
    </message>
    <message>
        <source>%1 is not whole: it ends early. Copy it again from its source.</source>
        <translation>%1 は途中で切れています。元の場所からもう一度コピーしてください。</translation>
    </message>
    <message>
        <source>The package has no image %1.</source>
        <translation>パッケージに画像 %1 はありません。</translation>
    </message>
    <message>
        <source>An image of the package is not the one that was sealed.</source>
        <translation>パッケージの画像が、封印されたものと異なります。</translation>
    </message>
    <message>
        <source>There is a file %1 already. Choose another name.</source>
        <translation>ファイル %1 はすでにあります。別の名前にしてください。</translation>
    </message>
    <message>
        <source>%1 belongs to another study. Move it or the package to another folder.</source>
        <translation>%1 は別の研究のものです。それまたはパッケージを別のフォルダーへ移してください。</translation>
    </message>
    <message>
        <source>The package is of a kind that this version does not read: %1.</source>
        <translation>この版では読めない種類のパッケージです（%1）。</translation>
    </message>
    <message>
        <source>libsodium could not be started.</source>
        <translation>libsodium を開始できませんでした。</translation>
    </message>
    <message>
        <source>The passphrase is empty.</source>
        <translation>パスフレーズが空です。</translation>
    </message>
    <message>
        <source>The package asks for a key that this program does not make.</source>
        <translation>パッケージが求める鍵を、このプログラムは作れません。</translation>
    </message>
    <message>
        <source>Not enough memory to make a key of the passphrase: 256 MB are needed.</source>
        <translation>パスフレーズから鍵を作るメモリーが足りません。256 MB が必要です。</translation>
    </message>
    <message>
        <source>The key has the wrong length.</source>
        <translation>鍵の長さが違います。</translation>
    </message>
    <message>
        <source>%1 does not open: the passphrase or key is another one, or the file was changed or is not whole.</source>
        <translation>%1 を開けません。パスフレーズまたは鍵が違うか、ファイルが変更されたか不完全です。</translation>
    </message>
    <message>
        <source>A number in the file is not hexadecimal.</source>
        <translation>ファイルの数値が 16 進数ではありません。</translation>
    </message>
    <message>
        <source>An image of the study is damaged: its pixels do not fit its header.</source>
        <translation>研究の画像が壊れています。画素が見出しと合いません。</translation>
    </message>
    <message>
        <source>%1 up to this record, but the audit ends at %2: its last records were cut off, or the %3 was exchanged for an older copy.</source>
        <translation>%1 はこの記録まで示していますが、監査記録は %2 番で終わっています。末尾が切り取られたか、%3 が古いコピーに差し替えられています。</translation>
    </message>
    <message>
        <source>%1 with another hash: the audit was written anew from some record on.</source>
        <translation>%1 の示すハッシュと異なります。監査記録が途中から書き直されています。</translation>
    </message>
    <message>
        <source>The %1 itself names records</source>
        <translation>%1 自体</translation>
    </message>
    <message>
        <source>This computer has written records</source>
        <translation>このコンピューターが書いた記録</translation>
    </message>
    <message>
        <source>The known head names records</source>
        <translation>控えておいた先頭</translation>
    </message>
    <message>
        <source>audit record %1</source>
        <translation>監査記録 %1</translation>
    </message>
    <message>
        <source>consent of %1</source>
        <translation>%1 の同意</translation>
    </message>
    <message>
        <source>answer %1</source>
        <translation>回答 %1</translation>
    </message>
    <message>
        <source>case %1</source>
        <translation>症例 %1</translation>
    </message>
    <message>
        <source>reader %1</source>
        <translation>読影者 %1</translation>
    </message>
    <message>
        <source>image %1</source>
        <translation>画像 %1</translation>
    </message>
    <message>
        <source>seal %1</source>
        <translation>封印 %1</translation>
    </message>
    <message>
        <source>fact %1</source>
        <translation>項目 %1</translation>
    </message>
    <message>
        <source>sealed cases</source>
        <translation>封印された症例</translation>
    </message>
    <message>
        <source>The record was removed.</source>
        <translation>記録が取り除かれています。</translation>
    </message>
    <message>
        <source>The records up to %1 were removed.</source>
        <translation>%1 番までの記録が取り除かれています。</translation>
    </message>
    <message>
        <source>There are two records of this number.</source>
        <translation>この番号の記録が2つあります。</translation>
    </message>
    <message>
        <source>The record is not as it was written.</source>
        <translation>記録が書かれたときと異なります。</translation>
    </message>
    <message>
        <source>The record does not follow the one before it: one of the two was exchanged or inserted.</source>
        <translation>記録が前の記録に続いていません。どちらかが差し替えられたか、挿入されています。</translation>
    </message>
    <message>
        <source>The head of the %1 is not its last audit record.</source>
        <translation>%1 の先頭が、最後の監査記録と一致しません。</translation>
    </message>
    <message>
        <source>The known head must look like 57:ab12…, as it was shown when it was noted (study status, annotations verify).</source>
        <translation>控えておいた先頭は 57:ab12… の形です。控えたときに表示されたとおりに入力してください。</translation>
    </message>
    <message>
        <source>The database has something that no version of the program made.</source>
        <translation>データベースに、このプログラムのどの版も作らないものがあります。</translation>
    </message>
    <message>
        <source>The number of the study is not the one under which it was made.</source>
        <translation>研究の番号が、作成時のものと異なります。</translation>
    </message>
    <message>
        <source>Whether this is a reader&apos;s own copy is not what the audit says.</source>
        <translation>読影者用の写しかどうかが、監査記録と異なります。</translation>
    </message>
    <message>
        <source>Whether the study is closed is not what the audit says.</source>
        <translation>研究が終了しているかどうかが、監査記録と異なります。</translation>
    </message>
    <message>
        <source>The key of answer files is not the one that was drawn.</source>
        <translation>回答ファイルの鍵が、引かれたものと異なります。</translation>
    </message>
    <message>
        <source>The fact was put in without a record.</source>
        <translation>項目が記録なしに挿入されています。</translation>
    </message>
    <message>
        <source>The %1 was put in without a record.</source>
        <translation>%1 が記録なしに挿入されています。</translation>
    </message>
    <message>
        <source>The %1 is not as it was written.</source>
        <translation>%1 が書かれたときと異なります。</translation>
    </message>
    <message>
        <source>The %1 was taken out without a record.</source>
        <translation>%1 が記録なしに取り除かれています。</translation>
    </message>
    <message>
        <source>The reader&apos;s order is not as it was drawn.</source>
        <translation>読影者の順序が、引かれたときと異なります。</translation>
    </message>
    <message>
        <source>Time or reason of the seal are not those that the audit names.</source>
        <translation>封印の時刻または理由が、監査記録と異なります。</translation>
    </message>
    <message>
        <source>The seal was put in without a record.</source>
        <translation>封印が記録なしに挿入されています。</translation>
    </message>
    <message>
        <source>The seal is not the one that the audit names.</source>
        <translation>封印が、監査記録のものと異なります。</translation>
    </message>
    <message>
        <source>The sealed document does not have the hash of its seal.</source>
        <translation>封印された文書のハッシュが、封印のものと異なります。</translation>
    </message>
    <message>
        <source>The sealed document is of another study.</source>
        <translation>封印された文書は別の研究のものです。</translation>
    </message>
    <message>
        <source>The seal does not follow the one before it.</source>
        <translation>封印が前の封印に続いていません。</translation>
    </message>
    <message>
        <source>The seal was taken out.</source>
        <translation>封印が取り除かれています。</translation>
    </message>
    <message>
        <source>The protocol is not the one that was written or sealed.</source>
        <translation>プロトコルが、書かれたまたは封印されたものと異なります。</translation>
    </message>
    <message>
        <source>The cases are not those that were sealed.</source>
        <translation>症例が、封印されたものと異なります。</translation>
    </message>
    <message>
        <source>The pixels belong to no case.</source>
        <translation>どの症例のものでもない画素があります。</translation>
    </message>
    <message>
        <source>Pixels of a case were taken out.</source>
        <translation>症例の画素が取り除かれています。</translation>
    </message>
    <message>
        <source>Pixels of a case are not those that were put in.</source>
        <translation>症例の画素が、入れられたものと異なります。</translation>
    </message>
    <message>
        <source>The answer has no record of its own in the audit.</source>
        <translation>回答に対応する監査記録がありません。</translation>
    </message>
    <message>
        <source>The answer is not as it was stored.</source>
        <translation>回答が、保存されたときと異なります。</translation>
    </message>
    <message>
        <source>The answer that audit record %1 tells of is gone.</source>
        <translation>監査記録 %1 番の示す回答がありません。</translation>
    </message>
    <message>
        <source>A conflict is not as it was written.</source>
        <translation>不一致回答が、書かれたときと異なります。</translation>
    </message>
    <message>
        <source>A conflict was taken out.</source>
        <translation>不一致回答が取り除かれています。</translation>
    </message>
    <message>
        <source>The reader&apos;s agreement names a seal that the study does not have.</source>
        <translation>読影者の同意が、この研究にない封印を指しています。</translation>
    </message>
    <message>
        <source>The reader agreed to other words than those that were sealed.</source>
        <translation>読影者が同意した文面が、封印されたものと異なります。</translation>
    </message>
    <message>
        <source>The decision names an annotation (%1…) that is not here.</source>
        <translation>裁定が指すアノテーション（%1…）がここにありません。</translation>
    </message>
    <message>
        <source>The annotation has no record in the audit.</source>
        <translation>アノテーションに対応する監査記録がありません。</translation>
    </message>
    <message>
        <source>The annotation is not as it was stored.</source>
        <translation>アノテーションが、保存されたときと異なります。</translation>
    </message>
    <message>
        <source>The annotation that audit record %1 tells of is gone.</source>
        <translation>監査記録 %1 番の示すアノテーションがありません。</translation>
    </message>
    <message>
        <source>There are two annotations of one image by &quot;%1&quot;. Leave one out.</source>
        <translation>同じ画像に「%1」のアノテーションが2つあります。一方を除いてください。</translation>
    </message>
    <message>
        <source>Two annotations of one edit state different sizes of its image.</source>
        <translation>同じ編集の2つのアノテーションで、画像の大きさが異なります。</translation>
    </message>
    <message>
        <source>Mark %1 has a number of points that its shape does not have.</source>
        <translation>印 %1：点の数が形に合いません。</translation>
    </message>
    <message>
        <source>Mark %1 lies outside the image.</source>
        <translation>印 %1 は画像の外にあります。</translation>
    </message>
    <message>
        <source>Mark %1 has a coordinate that is no multiple of 1/64 pixel.</source>
        <translation>印 %1：座標が 1/64 画素の倍数ではありません。</translation>
    </message>
    <message>
        <source>Mark %1 is a box without an area, or its corners are not in order.</source>
        <translation>印 %1：矩形に面積がないか、角の順が違います。</translation>
    </message>
    <message>
        <source>Mark %1 is no mask but has one.</source>
        <translation>印 %1：マスクではないのにマスクがあります。</translation>
    </message>
    <message>
        <source>Mark %1 is a mask of another size than the image.</source>
        <translation>印 %1：マスクの大きさが画像と異なります。</translation>
    </message>
    <message>
        <source>A mark has a number below 1.</source>
        <translation>番号が 1 未満の印があります。</translation>
    </message>
    <message>
        <source>Mark %1 names a finding but is of another type.</source>
        <translation>印 %1：所見を指していますが、種類が違います。</translation>
    </message>
    <message>
        <source>Mark %1 has a label of more than one line or %2 bytes.</source>
        <translation>印 %1：ラベルが2行以上か、%2 バイトを超えています。</translation>
    </message>
    <message>
        <source>Mark %1 is out of date but was not carried over.</source>
        <translation>印 %1：古くなっているとされていますが、引き継がれたものではありません。</translation>
    </message>
    <message>
        <source>Mark %1 is there twice.</source>
        <translation>印 %1 が2つあります。</translation>
    </message>
    <message>
        <source>An answer is confirmed that was not given.</source>
        <translation>与えられていない回答が確認済みになっています。</translation>
    </message>
    <message>
        <source>Whether something else changed is answered by yes, no or cannot-tell.</source>
        <translation>「ほかに変化したか」の回答は、はい・いいえ・判断できない、のいずれかです。</translation>
    </message>
    <message>
        <source>Presence, side and degree of a finding are answered by yes, no or cannot-tell.</source>
        <translation>所見の有無・側・程度の回答は、はい・いいえ・判断できない、のいずれかです。</translation>
    </message>
    <message>
        <source>A side or degree is judged that was not asked for.</source>
        <translation>指示にない側または程度が評価されています。</translation>
    </message>
    <message>
        <source>Plausibility goes from 1 to 5.</source>
        <translation>もっともらしさは 1 から 5 です。</translation>
    </message>
    <message>
        <source>The annotation does not say whose it is. Enter a name or a code.</source>
        <translation>だれのアノテーションか分かりません。名前またはコードを入力してください。</translation>
    </message>
    <message>
        <source>The annotator&apos;s name may have up to 64 bytes on one line, without \, ^ and =.</source>
        <translation>アノテーターの名前は1行 64 バイトまでで、\、^、= は使えません。</translation>
    </message>
    <message>
        <source>A text is longer than 10000 bytes, or has blanks at its ends.</source>
        <translation>文章が 10000 バイトを超えているか、両端に空白があります。</translation>
    </message>
    <message>
        <source>A case is skipped only with a reason.</source>
        <translation>症例を飛ばすには理由が必要です。</translation>
    </message>
    <message>
        <source>There is a reason for skipping a case that was not skipped.</source>
        <translation>飛ばしていない症例に、飛ばした理由があります。</translation>
    </message>
    <message>
        <source>The annotation is said to be done, but this is open: %1.</source>
        <translation>完了とされていますが、未回答の項目があります（%1）。</translation>
    </message>
    <message>
        <source>Only a decision says what became of others&apos; marks.</source>
        <translation>ほかの人の印の扱いを決められるのは裁定だけです。</translation>
    </message>
    <message>
        <source>A verdict on a mark names no mark of an annotation.</source>
        <translation>印への判定が、アノテーションの印を指していません。</translation>
    </message>
    <message>
        <source>The annotation does not say how large its image is.</source>
        <translation>アノテーションに画像の大きさがありません。</translation>
    </message>
    <message>
        <source>The annotation states a spacing of pixels that cannot be.</source>
        <translation>アノテーションの画素間隔がありえない値です。</translation>
    </message>
    <message>
        <source>%1 has a &quot;%2&quot; that is not known: &quot;%3&quot;.</source>
        <translation>%1：「%2」に未知の値「%3」があります。</translation>
    </message>
    <message>
        <source>%1 names no finding.</source>
        <translation>%1：所見の名前がありません。</translation>
    </message>
    <message>
        <source>%1 has a &quot;finding&quot; that is not known: &quot;%2&quot;.</source>
        <translation>%1：未知の所見「%2」があります。</translation>
    </message>
    <message>
        <source>%1 has a &quot;value&quot; that is no whole number.</source>
        <translation>%1：「value」が整数ではありません。</translation>
    </message>
    <message>
        <source>The annotation was written by another version of the program. Update it.</source>
        <translation>アノテーションは別の版のプログラムで書かれています。プログラムを更新してください。</translation>
    </message>
    <message>
        <source>A mask&apos;s runs do not fit its size. Export the annotation again.</source>
        <translation>マスクのデータが大きさと合いません。アノテーションをもう一度書き出してください。</translation>
    </message>
    <message>
        <source>The COCO file cannot be read: %1.</source>
        <translation>COCO ファイルを読み込めません（%1）。</translation>
    </message>
    <message>
        <source>The table is not UTF-8, so that words in it would be mistaken. Save it as &quot;CSV UTF-8&quot;.</source>
        <translation>表が UTF-8 ではないため、中の言葉を取り違えます。「CSV UTF-8」で保存してください。</translation>
    </message>
    <message>
        <source>This is no table of annotations: its first line is not &quot;%1&quot;.</source>
        <translation>アノテーションの表ではありません。1行目が「%1」ではありません。</translation>
    </message>
    <message>
        <source>The annotation store %1 was written by another version of Contrafact (tables %2; this one reads %3). Open it with that version.</source>
        <translation>アノテーション保管庫 %1 は別の版の Contrafact で書かれています（表の版 %2、この版が読めるのは %3）。その版で開いてください。</translation>
    </message>
    <message>
        <source>The annotation store has no name.</source>
        <translation>アノテーション保管庫の名前がありません。</translation>
    </message>
    <message>
        <source>There are no annotations in %1.</source>
        <translation>%1 にアノテーションはありません。</translation>
    </message>
    <message>
        <source>%1 annotation(s) of an earlier version are damaged and were left out; their files are still in %2.</source>
        <translation>以前の版のアノテーション %1 件が壊れていたため除きました。ファイルは %2 に残っています。</translation>
    </message>
    <message>
        <source>What was kept of this image is not as it was written. It stays where it is (`contrafact-cli annotations verify` says more); its answers are asked again.</source>
        <translation>この画像の保存内容が、書かれたときと異なります。そのまま残し（詳しくは `contrafact-cli annotations verify`）、回答はもう一度尋ねます。</translation>
    </message>
    <message>
        <source>A sheet has more than 26 columns.</source>
        <translation>26 列を超える表があります。</translation>
    </message>
    <message>
        <source>The study is too large for one workbook; use the CSV.</source>
        <translation>研究が大きすぎて1つのブックに収まりません。CSV を使ってください。</translation>
    </message>
    <message>
        <source>The study has no question &quot;%1&quot;.</source>
        <translation>この研究に質問「%1」はありません。</translation>
    </message>
    <message>
        <source>The answers to &quot;%1&quot; have no order, so there is no curve of them.</source>
        <translation>「%1」への回答には順序がないため、曲線を描けません。</translation>
    </message>
    <message>
        <source>No answer to &quot;%1&quot; has a case whose truth is &quot;yes&quot; or &quot;no&quot;. Give the cases their truth.</source>
        <translation>「%1」への回答に、正解が「yes」または「no」の症例がありません。症例に正解を与えてください。</translation>
    </message>
    <message>
        <source>Nobody has answered &quot;%1&quot; yet.</source>
        <translation>「%1」にはまだだれも答えていません。</translation>
    </message>
    <message>
        <source>There is no table for &quot;%1&quot;.</source>
        <translation>「%1」用の表はありません。</translation>
    </message>
    <message>
        <source>Fleiss&apos;s kappa needs cases that all readers answered; there is none.</source>
        <translation>Fleiss の κ には全員が答えた症例が必要ですが、ありません。</translation>
    </message>
    <message>
        <source>The pilot needs two cases of each kind.</source>
        <translation>予備研究には各種類2例以上が必要です。</translation>
    </message>
    <message>
        <source>The pilot shows no difference, so no study could be large enough.</source>
        <translation>予備研究に差がないため、どの規模の研究でも足りません。</translation>
    </message>
    <message>
        <source>The expected area must lie between 0 and 1 and differ from 0.5.</source>
        <translation>予想する面積は 0 から 1 の間で、0.5 以外でなければなりません。</translation>
    </message>
    <message>
        <source>The level must lie between 0 and 1.</source>
        <translation>有意水準は 0 から 1 の間でなければなりません。</translation>
    </message>
    <message>
        <source>The power must lie between 0 and 1, and the ratio above 0.</source>
        <translation>検出力は 0 から 1 の間、比は 0 より大きくなければなりません。</translation>
    </message>
    <message>
        <source>Cases of both kinds are needed.</source>
        <translation>両方の種類の症例が必要です。</translation>
    </message>
    <message>
        <source>Power and level must lie between 0 and 1.</source>
        <translation>検出力と有意水準は 0 から 1 の間でなければなりません。</translation>
    </message>
    <message>
        <source>The two values of kappa must lie within −1…1 and differ.</source>
        <translation>2つの κ は −1…1 の範囲で、異なる値でなければなりません。</translation>
    </message>
    <message>
        <source>No table of answers with these rates has such a kappa.</source>
        <translation>この割合の回答表で、その κ になるものはありません。</translation>
    </message>
    <message>
        <source>The shares of two or more categories must sum to 1.</source>
        <translation>2つ以上の区分の割合の合計は 1 でなければなりません。</translation>
    </message>
    <message>
        <source>No table of answers with these shares has such a kappa.</source>
        <translation>この割合の回答表で、その κ になるものはありません。</translation>
    </message>
    <message>
        <source>The stated and the expected proportion must lie between 0 and 1 and differ from each other.</source>
        <translation>基準の割合と予想の割合は 0 から 1 の間で、互いに異なる値でなければなりません。</translation>
    </message>
    <message>
        <source>The pilot must have two readers or more who read every test, and random cases.</source>
        <translation>予備研究には、すべての検査を読んだ読影者2名以上と、変量の症例が必要です。</translation>
    </message>
    <message>
        <source>A plan needs cases, and two readers where readers are random.</source>
        <translation>計画には症例と、読影者が変量なら2名以上の読影者が必要です。</translation>
    </message>
    <message>
        <source>These components have no variance; a pilot that is larger is needed.</source>
        <translation>この成分には分散がありません。より大きな予備研究が必要です。</translation>
    </message>
    <message>
        <source>Case %1 has two numbers of lesions.</source>
        <translation>症例 %1 の病変の数が2通りあります。</translation>
    </message>
    <message>
        <source>Too few cases: without case %1 reader %2 has none of one kind left.</source>
        <translation>症例が足りません。症例 %1 を除くと、読影者 %2 に一方の種類が残りません。</translation>
    </message>
    <message>
        <source>Reader %1 under %2 has no case of one kind, so nothing can be measured.</source>
        <translation>読影者 %1 には %2 で一方の種類の症例がなく、測れません。</translation>
    </message>
    <message>
        <source>DeLong&apos;s covariance needs two cases of each kind.</source>
        <translation>DeLong の共分散には各種類2例以上が必要です。</translation>
    </message>
    <message>
        <source>The unbiased covariance needs two cases of each kind.</source>
        <translation>不偏共分散には各種類2例以上が必要です。</translation>
    </message>
    <message>
        <source>This covariance is known for the area under the curve alone; use the jackknife.</source>
        <translation>この共分散は曲線下面積についてだけ知られています。ジャックナイフ法を使ってください。</translation>
    </message>
    <message>
        <source>DeLong&apos;s covariance needs every reader to have read every case under every test; use the jackknife.</source>
        <translation>DeLong の共分散では、全員が全検査で全症例を読んでいる必要があります。ジャックナイフ法を使ってください。</translation>
    </message>
    <message>
        <source>One reader cannot stand for others: readers must be fixed if there is only one.</source>
        <translation>1名の読影者はほかを代表できません。1名のときは読影者を固定にしてください。</translation>
    </message>
    <message>
        <source>There is one test, so nothing to compare; see its own mean.</source>
        <translation>検査が1つなので比べるものがありません。その平均を見てください。</translation>
    </message>
    <message>
        <source>Random cases need the covariance of the merits.</source>
        <translation>症例を変量とするには、指標の共分散が必要です。</translation>
    </message>
    <message>
        <source>One test is needed; choose it first.</source>
        <translation>検査が1つ必要です。まず選んでください。</translation>
    </message>
    <message>
        <source>Pseudovalues need a factorial study of two tests and two readers.</source>
        <translation>擬似値には、2検査・2読影者の要因研究が必要です。</translation>
    </message>
    <message>
        <source>Case %1 is positive and negative at once.</source>
        <translation>症例 %1 が陽性でも陰性でもあります。</translation>
    </message>
    <message>
        <source>The study has no answer.</source>
        <translation>この研究に回答がありません。</translation>
    </message>
    <message>
        <source>Reader %1 answered case %2 twice under %3.</source>
        <translation>読影者 %1 は症例 %2 に %3 で2回答えています。</translation>
    </message>
    <message>
        <source>The area under the curve is undefined: there is no positive case.</source>
        <translation>陽性の症例がないため、曲線下面積を定義できません。</translation>
    </message>
    <message>
        <source>The area under the curve is undefined: there is no negative case.</source>
        <translation>陰性の症例がないため、曲線下面積を定義できません。</translation>
    </message>
    <message>
        <source>A binormal curve cannot be fitted: fewer than two operating points lie inside the ROC square. Use the empirical area.</source>
        <translation>二正規曲線を当てはめられません。ROC の内側の点が2つ未満です。経験的な面積を使ってください。</translation>
    </message>
    <message>
        <source>A binormal curve cannot be fitted: the likelihood has no single maximum. Use the empirical area.</source>
        <translation>二正規曲線を当てはめられません。尤度の最大が1つに定まりません。経験的な面積を使ってください。</translation>
    </message>
    <message>
        <source>%1: too few images to tell, but real and synthetic ones lie apart in %2</source>
        <translation>%1：画像が少なく判定できませんが、%2 に実画像と合成画像の差があります</translation>
    </message>
    <message>
        <source>the header of %1</source>
        <translation>%1の見出し</translation>
    </message>
    <message>
        <source>the header of an image of the study</source>
        <translation>研究の画像の見出し</translation>
    </message>
    <message>
        <source>One reader always agrees with himself.</source>
        <translation>1名の読影者は常に自分と一致します。</translation>
    </message>
    <message>
        <source>Undefined: two treatments and a complete block are needed.</source>
        <translation>定義できません。2つの処理と、欠けのないブロックが必要です。</translation>
    </message>
    <message>
        <source>Infinite: no pair has only the second.</source>
        <translation>無限大です。2番目だけの対がありません。</translation>
    </message>
    <message>
        <source>Undefined: no pair differs (0/0); nothing speaks for a difference.</source>
        <translation>定義できません。異なる対がなく（0/0）、差を示すものがありません。</translation>
    </message>
    <message>
        <source>Undefined: there is no pair.</source>
        <translation>定義できません。対がありません。</translation>
    </message>
    <message>
        <source>Undefined: both groups need a value.</source>
        <translation>定義できません。両方の群に値が必要です。</translation>
    </message>
    <message>
        <source>Undefined: cases with and without lesions are needed.</source>
        <translation>定義できません。病変のある症例とない症例が必要です。</translation>
    </message>
    <message>
        <source>Undefined: the tests are identical or do not vary (0/0); the difference and its standard error are 0.</source>
        <translation>定義できません。検査が同一か、値が変わりません（0/0）。差とその標準誤差は 0 です。</translation>
    </message>
    <message>
        <source>Undefined: there is no outcome.</source>
        <translation>定義できません。結果がありません。</translation>
    </message>
    <message>
        <source>Undefined: every cluster has one outcome.</source>
        <translation>定義できません。どのまとまりにも結果が1つしかありません。</translation>
    </message>
    <message>
        <source>Both curves are identical or without spread; the interval has no width.</source>
        <translation>2つの曲線が同一か、ばらつきがありません。区間に幅がありません。</translation>
    </message>
    <message>
        <source>Undefined: a choice needs two alternatives.</source>
        <translation>定義できません。選択には2つ以上の候補が必要です。</translation>
    </message>
    <message>
        <source>Infinite: every answer was right, or every one wrong.</source>
        <translation>無限大です。すべて正解、またはすべて不正解です。</translation>
    </message>
    <message>
        <source>Undefined or infinite: a count is 0.</source>
        <translation>定義できないか無限大です。0 の度数があります。</translation>
    </message>
    <message>
        <source>The upper end is undefined: a count is 0.</source>
        <translation>上端を定義できません。0 の度数があります。</translation>
    </message>
    <message>
        <source>Undefined: the area is smaller than that of guessing.</source>
        <translation>定義できません。面積が当て推量より小さい値です。</translation>
    </message>
    <message>
        <source>Undefined: both conditions need the same table of cases and readers.</source>
        <translation>定義できません。両条件に同じ症例と読影者の表が必要です。</translation>
    </message>
    <message>
        <source>Undefined: a reader graded one condition alone.</source>
        <translation>定義できません。一方の条件だけを評価した読影者がいます。</translation>
    </message>
    <message>
        <source>a mask&apos;s counts are compressed; write them as numbers</source>
        <translation>マスクのデータが圧縮されています。数値で書いてください</translation>
    </message>
    <message>
        <source>a mask has no size</source>
        <translation>マスクに大きさがありません</translation>
    </message>
    <message>
        <source>a mark consists of several polygons; write them as one mark each</source>
        <translation>1つの印に複数の多角形があります。1つずつ別の印にしてください</translation>
    </message>
    <message>
        <source>a mark has neither box, polygon, keypoint nor mask</source>
        <translation>印に矩形・多角形・点・マスクのどれもありません</translation>
    </message>
    <message>
        <source>it has no list &quot;%1&quot;</source>
        <translation>リスト「%1」がありません</translation>
    </message>
    <message>
        <source>two images have one id</source>
        <translation>2つの画像の id が同じです</translation>
    </message>
    <message>
        <source>a mark belongs to no image</source>
        <translation>どの画像のものでもない印があります</translation>
    </message>
    <message>
        <source>Row %1 of the table %2.</source>
        <translation>表の %1 行目：%2。</translation>
    </message>
    <message>
        <source>has another number of columns than its head</source>
        <translation>列の数が見出しと異なります</translation>
    </message>
    <message>
        <source>has a number that cannot be</source>
        <translation>ありえない数値があります</translation>
    </message>
    <message>
        <source>The washout before the next stage has begun; the answers of this one are locked.</source>
        <translation>次の段階までのウォッシュアウトが始まっています。この段階の回答は確定しています。</translation>
    </message>
    <message>
        <source>Case &quot;%1&quot; gives &quot;%2&quot; for the truth &quot;%3&quot;, which question &quot;%4&quot; cannot have: it takes %5.</source>
        <translation>症例「%1」の正解「%3」が「%2」になっていますが、質問「%4」では使えません。使えるのは%5です。</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>yes または no</translation>
    </message>
    <message>
        <source>yes, no or a step of its scale</source>
        <translation>yes、no、または尺度の段階</translation>
    </message>
    <message>
        <source>yes, no or a number</source>
        <translation>yes、no、または数</translation>
    </message>
    <message>
        <source>the key of one of its choices</source>
        <translation>選択肢のキーの1つ</translation>
    </message>
    <message>
        <source>keys of its choices in alphabetical order, joined by +</source>
        <translation>選択肢のキーをアルファベット順に + でつないだもの</translation>
    </message>
    <message>
        <source>the number of an image, from 0</source>
        <translation>画像の番号（0 から）</translation>
    </message>
    <message>
        <source>The record of a merge</source>
        <translation>取り込みの記録</translation>
    </message>
    <message>
        <source>The %1 was moved, removed or replaced while it was open. Nothing was stored. Put it back in its place and submit again.</source>
        <translation>%1 が開いている間に移動・削除・差し替えされました。何も保存されていません。元の場所に戻してから、もう一度送信してください。</translation>
    </message>
    <message>
        <source>real and synthetic images differ in %1 (%2, below chance: what was learnt from some images is wrong for the others, which is nothing that a reader could turn round; %3 alone, in either direction: %4)</source>
        <translation>%1 に実画像と合成画像の差があります（%2、偶然を下回ります：一部の画像で学んだことが他の画像では当たらないだけで、逆に読んでも手がかりになりません。向きを問わず %3 だけで %4）</translation>
    </message>
    <message>
        <source>real and synthetic images differ in %1 (%2; %3 alone, in either direction: %4)</source>
        <translation>%1 に実画像と合成画像の差があります（%2、向きを問わず %3 だけで %4）</translation>
    </message>
    <message>
        <source>The study is not sealed: protocol, cases and plan could still change.</source>
        <translation>研究は封印されていません。プロトコル・症例・解析計画はまだ変わり得ます。</translation>
    </message>
    <message>
        <source>Reading is not closed: these are figures of an unfinished study.</source>
        <translation>読影は終了していません。途中の研究の数値です。</translation>
    </message>
    <message>
        <source>Amended on %1 (version %2): %3</source>
        <translation>%1 に改訂（第 %2 版）：%3</translation>
    </message>
    <message>
        <source>The analysis plan was changed on %1 (version %2), after %3 reading; both plans stand below.</source>
        <translation>解析計画は %1 に変更されました（第 %2 版、読影 %3 件の後）。両方の計画を下に示します。</translation>
    </message>
    <message>
        <source>The analysis plan was changed on %1 (version %2), after %3 readings; both plans stand below.</source>
        <translation>解析計画は %1 に変更されました（第 %2 版、読影 %3 件の後）。両方の計画を下に示します。</translation>
    </message>
    <message>
        <source>Interim look: results were opened (%1) on %2, before the reading was over: %3</source>
        <translation>中間閲覧：読影終了前の %2 に結果が開かれました（%1）：%3</translation>
    </message>
    <message>
        <source>Question “%1” was taken out by an amendment: %2 answer to it is kept and exported, and not analysed.</source>
        <translation>質問「%1」は改訂で除かれました。回答 %2 件は保存・出力されますが、解析には含まれません。</translation>
    </message>
    <message>
        <source>Question “%1” was taken out by an amendment: %2 answers to it are kept and exported, and not analysed.</source>
        <translation>質問「%1」は改訂で除かれました。回答 %2 件は保存・出力されますが、解析には含まれません。</translation>
    </message>
    <message>
        <source>%1: %2 reading was given at another place than the stored order has; arms are not balanced over readers as planned.</source>
        <translation>%1：読影 %2 件が保存された順序と違う位置で行われました。群の読影者間の釣り合いは計画どおりではありません。</translation>
    </message>
    <message>
        <source>%1: %2 readings were given at another place than the stored order has; arms are not balanced over readers as planned.</source>
        <translation>%1：読影 %2 件が保存された順序と違う位置で行われました。群の読影者間の釣り合いは計画どおりではありません。</translation>
    </message>
    <message>
        <source>%1 answered %2 of %3 readings.</source>
        <translation>%1：%3 件中 %2 件に回答。</translation>
    </message>
    <message>
        <source>%1 declined the page before the session on %2; there is no answer of theirs.</source>
        <translation>%1 は %2 にセッション前の説明に同意しませんでした。回答はありません。</translation>
    </message>
    <message>
        <source>%1 declined the page before the session on %2; %3 answer of theirs is among those analysed.</source>
        <translation>%1 は %2 にセッション前の説明に同意しませんでした。その回答 %3 件は解析に含まれています。</translation>
    </message>
    <message>
        <source>%1 declined the page before the session on %2; %3 answers of theirs are among those analysed.</source>
        <translation>%1 は %2 にセッション前の説明に同意しませんでした。その回答 %3 件は解析に含まれています。</translation>
    </message>
    <message>
        <source>“%1”: %2 reading has no answer (not asked after an earlier answer, or left open).</source>
        <translation>「%1」：読影 %2 件に回答がありません（前の回答により質問されなかったか、未回答）。</translation>
    </message>
    <message>
        <source>“%1”: %2 readings have no answer (not asked after an earlier answer, or left open).</source>
        <translation>「%1」：読影 %2 件に回答がありません（前の回答により質問されなかったか、未回答）。</translation>
    </message>
    <message>
        <source>%1 answer was changed afterwards; the last one counts, and all are kept.</source>
        <translation>回答 %1 件が後で変更されました。最後の回答を採用し、すべて保存しています。</translation>
    </message>
    <message>
        <source>%1 answers were changed afterwards; the last one counts, and all are kept.</source>
        <translation>回答 %1 件が後で変更されました。最後の回答を採用し、すべて保存しています。</translation>
    </message>
    <message>
        <source>%1 answer from reader packages differs from a stored one; it is kept beside it and not counted.</source>
        <translation>読影者パッケージの回答 %1 件が保存済みの回答と異なります。並べて保存し、集計には含めません。</translation>
    </message>
    <message>
        <source>%1 answers from reader packages differ from stored ones; they are kept beside them and not counted.</source>
        <translation>読影者パッケージの回答 %1 件が保存済みの回答と異なります。並べて保存し、集計には含めません。</translation>
    </message>
    <message>
        <source>The clock was set back %1 time: audit record %2 is of %3, the one before it of %4. Times around it, and a washout measured over it, are not to be relied on.</source>
        <translation>時計が %1 回戻されました：監査記録 %2 は %3、その前の記録は %4 です。その前後の時刻と、またいで測った休止期間は信頼できません。</translation>
    </message>
    <message>
        <source>The clock was set back %1 times: audit record %2 is of %3, the one before it of %4. Times around it, and a washout measured over it, are not to be relied on.</source>
        <translation>時計が %1 回戻されました：最初は監査記録 %2 が %3、その前の記録が %4 です。その前後の時刻と、またいで測った休止期間は信頼できません。</translation>
    </message>
    <message>
        <source>%1: %2 answer from a package is dated later than the merge; the reader&apos;s clock was ahead.</source>
        <translation>%1：パッケージの回答 %2 件の日時が取り込みより後です。読影者の時計が進んでいました。</translation>
    </message>
    <message>
        <source>%1: %2 answers from a package are dated later than the merge; the reader&apos;s clock was ahead.</source>
        <translation>%1：パッケージの回答 %2 件の日時が取り込みより後です。読影者の時計が進んでいました。</translation>
    </message>
    <message>
        <source>%1: the clock of the reader&apos;s computer was set back %2 time while the package was read.</source>
        <translation>%1：パッケージの読影中に、読影者のコンピュータの時計が %2 回戻されました。</translation>
    </message>
    <message>
        <source>%1: the clock of the reader&apos;s computer was set back %2 times while the package was read.</source>
        <translation>%1：パッケージの読影中に、読影者のコンピュータの時計が %2 回戻されました。</translation>
    </message>
    <message>
        <source>%1: stage “%2” was begun at most %3 days after the stage before, by the coordinator&apos;s clock; the protocol asks for %4.</source>
        <translation>%1：コーディネーターの時計では、段階「%2」は前の段階から最大でも %3 日後に始まりました。プロトコルでは %4 日です。</translation>
    </message>
    <message>
        <source>Verification: %1</source>
        <translation>検証：%1</translation>
    </message>
    <message>
        <source>No time was recorded.</source>
        <translation>時間は記録されていません。</translation>
    </message>
    <message>
        <source>No answer.</source>
        <translation>回答がありません。</translation>
    </message>
    <message>
        <source>The readers do not differ in this sample, so that nothing is known of how readers vary.</source>
        <translation>この標本では読影者間に差がないため、読影者間のばらつきは不明です。</translation>
    </message>
    <message>
        <source>A test without an estimate.</source>
        <translation>推定値のない検定です。</translation>
    </message>
    <message>
        <source>RJafroc needs every case read by every reader in every arm or stage; there are %1 of %2 readings. Use the table for MRMCaov or iMRMC.</source>
        <translation>RJafroc では、すべての読影者がすべての群または段階で全症例を読影している必要があります（読影 %2 件中 %1 件）。MRMCaov または iMRMC の表を使ってください。</translation>
    </message>
    <message>
        <source>Undefined: a curve needs a positive and a negative case.</source>
        <translation>定義できません：曲線には陽性例と陰性例の両方が必要です。</translation>
    </message>
</context>
<context>
    <name>CoreTerm</name>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>both</source>
        <translation>両側</translation>
    </message>
    <message>
        <source>upper</source>
        <translation>上肺野</translation>
    </message>
    <message>
        <source>middle</source>
        <translation>中肺野</translation>
    </message>
    <message>
        <source>lower</source>
        <translation>下肺野</translation>
    </message>
    <message>
        <source>small</source>
        <translation>少量</translation>
    </message>
    <message>
        <source>moderate</source>
        <translation>中等量</translation>
    </message>
    <message>
        <source>large</source>
        <translation>多量</translation>
    </message>
    <message>
        <source>add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>除去</translation>
    </message>
    <message>
        <source>increase</source>
        <translation>増加</translation>
    </message>
    <message>
        <source>decrease</source>
        <translation>減少</translation>
    </message>
    <message>
        <source>replace</source>
        <translation>置換</translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation>左右反転して</translation>
    </message>
    <message>
        <source>upside down</source>
        <translation>上下逆さまに</translation>
    </message>
    <message>
        <source>on its side</source>
        <translation>横倒しに</translation>
    </message>
    <message>
        <source>mirrored and upside down</source>
        <translation>左右反転かつ上下逆さまに</translation>
    </message>
    <message>
        <source>mirrored and on its side</source>
        <translation>左右反転かつ横倒しに</translation>
    </message>
    <message>
        <source>an ultrasound image</source>
        <translation>超音波画像</translation>
    </message>
    <message>
        <source>a CT image</source>
        <translation>CT画像</translation>
    </message>
    <message>
        <source>an MR image</source>
        <translation>MR画像</translation>
    </message>
    <message>
        <source>a nuclear medicine image</source>
        <translation>核医学画像</translation>
    </message>
    <message>
        <source>a PET image</source>
        <translation>PET画像</translation>
    </message>
    <message>
        <source>a mammogram</source>
        <translation>マンモグラフィ</translation>
    </message>
    <message>
        <source>an angiogram</source>
        <translation>血管造影像</translation>
    </message>
    <message>
        <source>a fluoroscopy image</source>
        <translation>透視画像</translation>
    </message>
    <message>
        <source>a dental radiograph</source>
        <translation>歯科X線写真</translation>
    </message>
    <message>
        <source>a photograph</source>
        <translation>写真</translation>
    </message>
    <message>
        <source>an endoscopy image</source>
        <translation>内視鏡画像</translation>
    </message>
    <message>
        <source>a microscopy image</source>
        <translation>顕微鏡画像</translation>
    </message>
    <message>
        <source>an ophthalmic photograph</source>
        <translation>眼科写真</translation>
    </message>
    <message>
        <source>an optical coherence image</source>
        <translation>光干渉断層像</translation>
    </message>
    <message>
        <source>a radiotherapy image</source>
        <translation>放射線治療画像</translation>
    </message>
    <message>
        <source>a segmentation</source>
        <translation>セグメンテーション</translation>
    </message>
    <message>
        <source>a bone density image</source>
        <translation>骨密度画像</translation>
    </message>
    <message>
        <source>a diaphanography image</source>
        <translation>徹照画像</translation>
    </message>
    <message>
        <source>a folder</source>
        <translation>フォルダ</translation>
    </message>
    <message>
        <source>a pipe</source>
        <translation>パイプ</translation>
    </message>
    <message>
        <source>a socket</source>
        <translation>ソケット</translation>
    </message>
    <message>
        <source>a device</source>
        <translation>デバイス</translation>
    </message>
    <message>
        <source>Printed Mark</source>
        <translation>印字</translation>
    </message>
    <message>
        <source>Pacing Leads</source>
        <translation>ペーシングリード</translation>
    </message>
    <message>
        <source>Foreign Body</source>
        <translation>異物</translation>
    </message>
    <message>
        <source>Right Lung</source>
        <translation>右肺</translation>
    </message>
    <message>
        <source>Left Lung</source>
        <translation>左肺</translation>
    </message>
    <message>
        <source>Heart</source>
        <translation>心臓</translation>
    </message>
    <message>
        <source>No Finding</source>
        <translation>所見なし</translation>
    </message>
    <message>
        <source>stored values</source>
        <translation>画素値</translation>
    </message>
    <message>
        <source>values</source>
        <translation>個</translation>
    </message>
    <message>
        <source>cells</source>
        <translation>セル</translation>
    </message>
    <message>
        <source>areas</source>
        <translation>か所</translation>
    </message>
    <message>
        <source>there</source>
        <translation>か所</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>確率</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>コサイン</translation>
    </message>
    <message>
        <source>original</source>
        <translation>元の画像のみ</translation>
    </message>
    <message>
        <source>subsample</source>
        <translation>部分標本</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>case</source>
        <translation>症例</translation>
    </message>
    <message>
        <source>reader</source>
        <translation>読影者</translation>
    </message>
    <message>
        <source>study</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>annotation store</source>
        <translation>アノテーション保管庫</translation>
    </message>
    <message>
        <source>size, depth and file</source>
        <translation>サイズ・ビット深度・ファイル</translation>
    </message>
    <message>
        <source>missing or comb-like values</source>
        <translation>画素値の欠落・くし状の分布</translation>
    </message>
    <message>
        <source>the border</source>
        <translation>辺縁</translation>
    </message>
    <message>
        <source>noise, in the picture or in regions of it</source>
        <translation>ノイズ（全体または一部）</translation>
    </message>
    <message>
        <source>sharpness</source>
        <translation>鮮鋭度</translation>
    </message>
    <message>
        <source>place of marks in the corners</source>
        <translation>四隅のマークの位置</translation>
    </message>
    <message>
        <source>order and time</source>
        <translation>順序・時間</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>読影者</translation>
    </message>
    <message>
        <source>analysed</source>
        <translation>解析</translation>
    </message>
    <message>
        <source>exported</source>
        <translation>出力</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Right answers</source>
        <translation>正答</translation>
    </message>
    <message>
        <source>Sensitivity and specificity</source>
        <translation>感度と特異度</translation>
    </message>
    <message>
        <source>Detectability d′</source>
        <translation>検出能 d′</translation>
    </message>
    <message>
        <source>Area under the ROC curve</source>
        <translation>ROC 曲線下面積</translation>
    </message>
    <message>
        <source>Difference in the share of “yes”, by arm</source>
        <translation>「はい」の割合の差（群別）</translation>
    </message>
    <message>
        <source>Difference in the share of “yes”, by stage</source>
        <translation>「はい」の割合の差（段階別）</translation>
    </message>
    <message>
        <source>Difference of means, by arm</source>
        <translation>平均の差（群別）</translation>
    </message>
    <message>
        <source>Difference of means, by stage</source>
        <translation>平均の差（段階別）</translation>
    </message>
    <message>
        <source>Paired “yes” of each reader, by arm</source>
        <translation>各読影者の対応のある「はい」（群別）</translation>
    </message>
    <message>
        <source>Paired “yes” of each reader, by stage</source>
        <translation>各読影者の対応のある「はい」（段階別）</translation>
    </message>
    <message>
        <source>Paired answers of each reader, by arm</source>
        <translation>各読影者の対応のある回答（群別）</translation>
    </message>
    <message>
        <source>Paired answers of each reader, by stage</source>
        <translation>各読影者の対応のある回答（段階別）</translation>
    </message>
    <message>
        <source>Visual grading characteristics, by arm</source>
        <translation>視覚評価特性 VGC（群別）</translation>
    </message>
    <message>
        <source>Visual grading characteristics, by stage</source>
        <translation>視覚評価特性 VGC（段階別）</translation>
    </message>
    <message>
        <source>Difference of areas under the ROC curve, by arm</source>
        <translation>ROC 曲線下面積の差（群別）</translation>
    </message>
    <message>
        <source>Difference of areas under the ROC curve, by stage</source>
        <translation>ROC 曲線下面積の差（段階別）</translation>
    </message>
    <message>
        <source>Localisation: area under the LROC curve</source>
        <translation>部位の指摘：LROC 曲線下面積</translation>
    </message>
    <message>
        <source>Localisation: JAFROC figure of merit</source>
        <translation>部位の指摘：JAFROC 性能指標</translation>
    </message>
    <message>
        <source>Localisation, by arm</source>
        <translation>部位の指摘（群別）</translation>
    </message>
    <message>
        <source>Agreement between readers</source>
        <translation>読影者間の一致</translation>
    </message>
    <message>
        <source>Pairs of readers</source>
        <translation>読影者の組</translation>
    </message>
    <message>
        <source>Readers with themselves, on repeated cases</source>
        <translation>読影者内の一致（反復症例）</translation>
    </message>
    <message>
        <source>Share of “yes”, by arm and reader</source>
        <translation>「はい」の割合（群・読影者別）</translation>
    </message>
    <message>
        <source>Mean answer, by arm and reader</source>
        <translation>平均回答（群・読影者別）</translation>
    </message>
    <message>
        <source>Share that chose the image of the arm, by reader</source>
        <translation>その群の画像を選んだ割合（読影者別）</translation>
    </message>
    <message>
        <source>Share of readings with a mark, by arm and reader</source>
        <translation>印のある読影の割合（群・読影者別）</translation>
    </message>
    <message>
        <source>Share that chose it, by arm and reader</source>
        <translation>選んだ割合（群・読影者別）</translation>
    </message>
    <message>
        <source>Seconds per case, pauses left out</source>
        <translation>1 症例あたりの秒数（休憩を除く）</translation>
    </message>
    <message>
        <source>Time against the place in the order</source>
        <translation>時間と順序の相関</translation>
    </message>
    <message>
        <source>Preferred the image of “%1”</source>
        <translation>「%1」の画像を好んだ割合</translation>
    </message>
    <message>
        <source>All readers</source>
        <translation>全読影者</translation>
    </message>
    <message>
        <source>The reader</source>
        <translation>この読影者</translation>
    </message>
    <message>
        <source>Share of agreeing pairs (percent agreement)</source>
        <translation>一致した組の割合（一致率）</translation>
    </message>
    <message>
        <source>Fleiss’ kappa, quadratic weights</source>
        <translation>Fleiss の κ（二次の重み）</translation>
    </message>
    <message>
        <source>Fleiss’ kappa</source>
        <translation>Fleiss の κ</translation>
    </message>
    <message>
        <source>Gwet’s AC2, quadratic weights</source>
        <translation>Gwet の AC2（二次の重み）</translation>
    </message>
    <message>
        <source>Gwet’s AC1</source>
        <translation>Gwet の AC1</translation>
    </message>
    <message>
        <source>Krippendorff’s alpha, ordinal</source>
        <translation>Krippendorff の α（順序）</translation>
    </message>
    <message>
        <source>Krippendorff’s alpha, nominal</source>
        <translation>Krippendorff の α（名義）</translation>
    </message>
    <message>
        <source>Krippendorff’s alpha, interval</source>
        <translation>Krippendorff の α（間隔）</translation>
    </message>
    <message>
        <source>%1, readers and cases random</source>
        <translation>%1（読影者・症例とも変量）</translation>
    </message>
    <message>
        <source>%1, these readers, cases random</source>
        <translation>%1（この読影者、症例は変量）</translation>
    </message>
    <message>
        <source>%1, readers random, these cases</source>
        <translation>%1（読影者は変量、この症例）</translation>
    </message>
    <message>
        <source>%1: sensitivity</source>
        <translation>%1：感度</translation>
    </message>
    <message>
        <source>%1: specificity</source>
        <translation>%1：特異度</translation>
    </message>
    <message>
        <source>%1: bias</source>
        <translation>%1：偏り</translation>
    </message>
    <message>
        <source>%1: lower limit</source>
        <translation>%1：下限</translation>
    </message>
    <message>
        <source>%1: upper limit</source>
        <translation>%1：上限</translation>
    </message>
    <message>
        <source>%1: Cochran’s Q</source>
        <translation>%1：Cochran の Q</translation>
    </message>
    <message>
        <source>%1: Friedman’s chi-squared</source>
        <translation>%1：Friedman の χ²</translation>
    </message>
    <message>
        <source>Reader %1</source>
        <translation>読影者 %1</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 と %2</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 対 %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1〜%2</translation>
    </message>
    <message>
        <source>points</source>
        <translation>点</translation>
    </message>
    <message>
        <source>percentage points</source>
        <translation>パーセントポイント</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
</context>
<context>
    <name>FileChoice</name>
    <message>
        <source>Open files</source>
        <translation>ファイルを開く</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>not shown below %1</source>
        <translation>%1 未満は非表示</translation>
    </message>
    <message>
        <source>the same with every seed</source>
        <translation>全シードで同じ</translation>
    </message>
    <message>
        <source>varies</source>
        <translation>ばらつく</translation>
    </message>
    <message>
        <source>noise floor ±%1</source>
        <translation>ノイズフロア ±%1</translation>
    </message>
    <message>
        <source>no noise floor</source>
        <translation>ノイズフロアなし</translation>
    </message>
    <message>
        <source>darker</source>
        <translation>暗い</translation>
    </message>
    <message>
        <source>brighter</source>
        <translation>明るい</translation>
    </message>
    <message>
        <source>Δ stored value, %1 bit · limits pinned</source>
        <translation>Δ 格納値、%1 bit · 限度を固定</translation>
    </message>
    <message>
        <source>Δ stored value, %1 bit</source>
        <translation>Δ 格納値、%1 bit</translation>
    </message>
    <message>
        <source>standard deviation, stored value, %1 bit</source>
        <translation>標準偏差、格納値、%1 bit</translation>
    </message>
</context>
<context>
    <name>Mask</name>
    <message>
        <source>Clear mask</source>
        <translation>マスクを消去</translation>
    </message>
    <message>
        <source>Invert mask</source>
        <translation>マスクを反転</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>消去</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>ブラシ</translation>
    </message>
    <message>
        <source>Take shape away</source>
        <translation>図形を除く</translation>
    </message>
    <message>
        <source>Add shape</source>
        <translation>図形を加える</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>ウィンドウ(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Keys</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <source>General</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Of the window. Captions stay English, because the model reads English.</source>
        <translation>ウィンドウの言語。モデルは英語を読むため、キャプションは英語のままです。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>Remember window and panels</source>
        <translation>ウィンドウとパネルを記憶</translation>
    </message>
    <message>
        <source>Size, place and panels are as they were when the window was closed.</source>
        <translation>大きさ・位置・パネルを、閉じたときの状態に戻します。</translation>
    </message>
    <message>
        <source>Open again after a crash</source>
        <translation>異常終了後に開き直す</translation>
    </message>
    <message>
        <source>What was open when the program stopped unexpectedly is opened at the next start.</source>
        <translation>予期せず終了したときに開いていたものを、次の起動時に開きます。</translation>
    </message>
    <message>
        <source>Ask before quitting during work</source>
        <translation>作業中の終了時に確認</translation>
    </message>
    <message>
        <source>Otherwise running and waiting edits are cancelled; they stay in the history.</source>
        <translation>確認しない場合、実行中・待機中の編集は中止され、履歴に残ります。</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Prompt and language</source>
        <translation>指示と言語</translation>
    </message>
    <message>
        <source>Region first</source>
        <translation>先に範囲を表示</translation>
    </message>
    <message>
        <source>Where no mask is drawn, the region that the program finds is shown before it is applied.</source>
        <translation>マスクがない場合、見つけた範囲を適用前に表示します。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Model at the start</source>
        <translation>起動時のモデル</translation>
    </message>
    <message>
        <source>Folder of the model that is loaded when the program starts; empty: the bundled one.</source>
        <translation>起動時に読み込むモデルのフォルダ。空の場合は付属モデル。</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>保存領域</translation>
    </message>
    <message>
        <source>Histories on disk</source>
        <translation>ディスク上の履歴</translation>
    </message>
    <message>
        <source>Bound of all images&apos; histories together; beyond it those not opened for the longest time go.</source>
        <translation>全画像の履歴の上限。超えると、最も長く開いていないものから消えます。</translation>
    </message>
    <message>
        <source>Opened images in memory</source>
        <translation>メモリ上の画像</translation>
    </message>
    <message>
        <source>Beyond it images not looked at for the longest time are read from the disk again. From the next start.</source>
        <translation>超えると、長く見ていない画像はディスクから読み直します。次の起動から有効です。</translation>
    </message>
    <message>
        <source>Keep inversions</source>
        <translation>反転結果を保存</translation>
    </message>
    <message>
        <source>What the model makes of an image waits on disk for its next edit, for this user alone.</source>
        <translation>画像の反転結果を次の編集のために保存します（本人のみ）。</translation>
    </message>
    <message>
        <source>Inversions on disk</source>
        <translation>ディスク上の反転結果</translation>
    </message>
    <message>
        <source>Bound of the kept inversions. From the next start.</source>
        <translation>保存する反転結果の上限。次の起動から有効です。</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>プライバシー</translation>
    </message>
    <message>
        <source>Keep work on disk</source>
        <translation>作業をディスクに保存</translation>
    </message>
    <message>
        <source>Instruction, mask and edits of each image, for this user alone. Off: gone with the window. From the next start.</source>
        <translation>各画像の指示・マスク・編集（本人のみ）。オフの場合は終了時に消えます。次の起動から有効です。</translation>
    </message>
    <message>
        <source>Write a log</source>
        <translation>ログを記録</translation>
    </message>
    <message>
        <source>What the program did, never a patient&apos;s name, a file&apos;s name or an instruction. From the next start.</source>
        <translation>プログラムの動作のみ。患者名・ファイル名・指示は記録しません。次の起動から有効です。</translation>
    </message>
    <message>
        <source>Size of the window&apos;s parts</source>
        <translation>表示の大きさ</translation>
    </message>
    <message>
        <source>Words and controls; images stay as they are. From the next start.</source>
        <translation>文字と操作部品。画像は変わりません。次の起動から有効です。</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>画像の移動</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>拡大・縮小</translation>
    </message>
    <message>
        <source>Window and level</source>
        <translation>ウィンドウ幅・レベル</translation>
    </message>
    <message>
        <source>Higher contrast</source>
        <translation>コントラストを上げる</translation>
    </message>
    <message>
        <source>Words and lines of the window are a step brighter.</source>
        <translation>文字と線を1段明るくします。</translation>
    </message>
    <message>
        <source>Bright room</source>
        <translation>明るい部屋</translation>
    </message>
    <message>
        <source>Lighter greys around the images, for a room that is not dark. Images stay on black.</source>
        <translation>暗くない部屋のために、画像の周囲を明るい灰色にします。画像の背景は黒のままです。</translation>
    </message>
    <message>
        <source>Strength of the grid marks</source>
        <translation>格子状の印の濃さ</translation>
    </message>
    <message>
        <source>How strongly SYN stands on synthetic images. It cannot be left out.</source>
        <translation>合成画像に重ねる SYN の濃さです。消すことはできません。</translation>
    </message>
    <message>
        <source>Rest for the eyes</source>
        <translation>目の休憩</translation>
    </message>
    <message>
        <source>A line at the window&apos;s foot every 20 minutes.</source>
        <translation>20分ごとにウィンドウの下端でお知らせします。</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>マウス</translation>
    </message>
    <message>
        <source>Wheel scrolls images</source>
        <translation>ホイールで画像を送る</translation>
    </message>
    <message>
        <source>The wheel goes to the next image and zooms with Ctrl. Off: it zooms, and scrolls with Ctrl.</source>
        <translation>ホイールで次の画像に移り、Ctrl を押すと拡大・縮小します。オフでは逆になります。</translation>
    </message>
    <message>
        <source>Drag with the middle button</source>
        <translation>中ボタンのドラッグ</translation>
    </message>
    <message>
        <source>On an image, whatever the tool.</source>
        <translation>画像の上で、ツールにかかわらず使えます。</translation>
    </message>
    <message>
        <source>Drag with the right button</source>
        <translation>右ボタンのドラッグ</translation>
    </message>
    <message>
        <source>On an image, whatever the tool. A click opens the menu.</source>
        <translation>画像の上で、ツールにかかわらず使えます。クリックするとメニューが開きます。</translation>
    </message>
</context>
<context>
    <name>ProtocolWords</name>
    <message>
        <source>Yes or no</source>
        <translation>はい・いいえ</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>確信度</translation>
    </message>
    <message>
        <source>Scale of steps (Likert)</source>
        <translation>段階尺度（リッカート）</translation>
    </message>
    <message>
        <source>One of several</source>
        <translation>1つを選択</translation>
    </message>
    <message>
        <source>Any of several</source>
        <translation>複数を選択</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>Free text</source>
        <translation>自由記載</translation>
    </message>
    <message>
        <source>Marks on the image</source>
        <translation>画像上の印</translation>
    </message>
    <message>
        <source>Which of the images</source>
        <translation>どの画像か</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>枠</translation>
    </message>
    <message>
        <source>Contour</source>
        <translation>輪郭</translation>
    </message>
    <message>
        <source>is</source>
        <translation>が次に等しい</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>が次と異なる</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>が次以上</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>が次以下</translation>
    </message>
    <message>
        <source>includes</source>
        <translation>が次を含む</translation>
    </message>
    <message>
        <source>is answered</source>
        <translation>が回答済み</translation>
    </message>
    <message>
        <source>after all cases, as a session of its own</source>
        <translation>全症例の後、別の回として</translation>
    </message>
    <message>
        <source>at once, on the same case; the first answer is locked</source>
        <translation>同じ症例で続けて（先の回答は確定）</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>ウィンドウ</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>移動</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>反転</translation>
    </message>
    <message>
        <source>Loupe</source>
        <translation>ルーペ</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>計測</translation>
    </message>
</context>
<context>
    <name>Provenance</name>
    <message>
        <source>Program</source>
        <translation>プログラム</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Model SHA-256</source>
        <translation>モデルの SHA-256</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>シード</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>ステップ</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>指示</translation>
    </message>
    <message>
        <source>From</source>
        <translation>元</translation>
    </message>
    <message>
        <source>To</source>
        <translation>先</translation>
    </message>
    <message>
        <source>Source SHA-256</source>
        <translation>元画像の SHA-256</translation>
    </message>
    <message>
        <source>Mask SHA-256</source>
        <translation>マスクの SHA-256</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>DICOM and pictures (*)</source>
        <translation>DICOM と画像 (*)</translation>
    </message>
    <message>
        <source>Take this name</source>
        <translation>この名前にする</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>Edit %1</source>
        <translation>編集 %1</translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation>読み込めません。</translation>
    </message>
    <message>
        <source>It ends early, or is no safetensors file.</source>
        <translation>途中で切れているか、safetensors ファイルではありません。</translation>
    </message>
    <message>
        <source>It ends early: %1 lies beyond its end.</source>
        <translation>途中で切れています：%1 が末尾の外にあります。</translation>
    </message>
    <message>
        <source>It holds no tensor.</source>
        <translation>テンソルがありません。</translation>
    </message>
    <message>
        <source>The folder is not there.</source>
        <translation>フォルダがありません。</translation>
    </message>
    <message>
        <source>This is no model folder: it has no folder &quot;unet&quot;. See Help: Models.</source>
        <translation>モデルのフォルダではありません（「unet」がありません）。ヘルプの「モデル」を参照してください。</translation>
    </message>
    <message>
        <source>It holds no weights.</source>
        <translation>重みがありません。</translation>
    </message>
    <message>
        <source>%1 seeds agree on %2 % of the area that any of them changes; mean deviation there %3 stored values.</source>
        <translation>%1 シードは変化領域の %2 % で一致し、そこでの平均偏差は格納値 %3 です。</translation>
    </message>
    <message>
        <source>Typed and drawn in another window on this image; never generated.</source>
        <translation>この画像の別ウィンドウで入力・描画され、生成されていません。</translation>
    </message>
    <message>
        <source>The autosaved instruction and mask of this image are damaged. They were put aside.</source>
        <translation>この画像の自動保存（指示とマスク）が壊れていたため、退避しました。</translation>
    </message>
    <message>
        <source>The autosaved mask of this image is damaged. It was put aside; draw it again.</source>
        <translation>この画像の自動保存マスクが壊れていたため、退避しました。描き直してください。</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>シード %1</translation>
    </message>
    <message>
        <source>structure kept %1 %</source>
        <translation>構造の保持 %1 %</translation>
    </message>
    <message>
        <source>words kept %1 %</source>
        <translation>語の保持 %1 %</translation>
    </message>
    <message>
        <source>guidance %1</source>
        <translation>ガイダンス %1</translation>
    </message>
    <message>
        <source>Proposed. Press it to confirm.</source>
        <translation>提案です。押すと確認されます。</translation>
    </message>
    <message>
        <source>%1 could not be read back: the stored record is damaged. It was put aside in %2.</source>
        <translation>%1を読み戻せませんでした：保存記録が壊れています。%2 に退避しました。</translation>
    </message>
    <message>
        <source>1 edit of this image</source>
        <translation>この画像の編集 1 件</translation>
    </message>
    <message>
        <source>%1 edits of this image</source>
        <translation>この画像の編集 %1 件</translation>
    </message>
</context>
<context>
    <name>QuitQuestion</name>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>An edit is running, others wait: %1.</source>
        <translation>1件が実行中、%1 件が待機中です。</translation>
    </message>
    <message>
        <source>An edit is running.</source>
        <translation>編集を実行中です。</translation>
    </message>
    <message>
        <source>Everything typed and drawn is saved. Cancelled edits stay in the history as cancelled.</source>
        <translation>入力と描画はすべて保存されます。中止した編集は履歴に残ります。</translation>
    </message>
    <message>
        <source>Finish in background</source>
        <translation>裏で最後まで実行</translation>
    </message>
    <message>
        <source>Cancel edits</source>
        <translation>編集を中止</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>終了しない</translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation>停止して終了</translation>
    </message>
</context>
<context>
    <name>ReadingSheet</name>
    <message>
        <source>Upright</source>
        <translation>正立</translation>
    </message>
    <message>
        <source>Mirrored</source>
        <translation>左右反転</translation>
    </message>
    <message>
        <source>Upside down</source>
        <translation>上下逆</translation>
    </message>
    <message>
        <source>Upside down and mirrored</source>
        <translation>上下逆で左右反転</translation>
    </message>
    <message>
        <source>On its side, head at the left</source>
        <translation>横向き（頭が左）</translation>
    </message>
    <message>
        <source>On its side, head at the left, and mirrored</source>
        <translation>横向き（頭が左）で左右反転</translation>
    </message>
    <message>
        <source>On its side, head at the right</source>
        <translation>横向き（頭が右）</translation>
    </message>
    <message>
        <source>On its side, head at the right, and mirrored</source>
        <translation>横向き（頭が右）で左右反転</translation>
    </message>
</context>
<context>
    <name>SaveResults</name>
    <message>
        <source>Save 1 synthetic DICOM</source>
        <translation>合成 DICOM を 1 件保存</translation>
    </message>
    <message>
        <source>synthetic-edit-%1.dcm</source>
        <translation>synthetic-edit-%1.dcm</translation>
    </message>
    <message>
        <source>DICOM (*.dcm)</source>
        <translation>DICOM (*.dcm)</translation>
    </message>
    <message>
        <source>1 synthetic image</source>
        <translation>合成画像 1 枚</translation>
    </message>
    <message>
        <source>refused, and stored as refused</source>
        <translation>不合格。不合格として保存</translation>
    </message>
    <message>
        <source>SYNTHETIC mark</source>
        <translation>SYNTHETIC 表示</translation>
    </message>
    <message>
        <source>in the pixels and in the header</source>
        <translation>画素内とヘッダー内</translation>
    </message>
    <message>
        <source>Patient, study, dates and instruction</source>
        <translation>患者・検査・日付・指示文</translation>
    </message>
    <message>
        <source>as in the original object, of whose study it becomes a part</source>
        <translation>元のオブジェクトと同じ。その検査の一部になる</translation>
    </message>
    <message>
        <source>the original names nobody, but its study and its dates tell where it is from</source>
        <translation>元画像に氏名はないが、検査と日付から出所がわかる</translation>
    </message>
    <message>
        <source>What is printed in the film</source>
        <translation>画像に焼き込まれた文字</translation>
    </message>
    <message>
        <source>stays in the pixels: look at it for a name</source>
        <translation>画素に残る。氏名がないか確かめること</translation>
    </message>
    <message>
        <source>How it was made</source>
        <translation>作成の記録</translation>
    </message>
    <message>
        <source>model, method, seed, hashes</source>
        <translation>モデル・方法・シード・ハッシュ</translation>
    </message>
    <message>
        <source>Saved 1 synthetic DICOM object with its marks and provenance.</source>
        <translation>合成 DICOM を 1 件、表示と来歴つきで保存しました。</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>編集 %1</translation>
    </message>
    <message>
        <source>Save 1 figure</source>
        <translation>図を 1 件保存</translation>
    </message>
    <message>
        <source>figure-edit-%1.png</source>
        <translation>figure-edit-%1.png</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>画像 (*.png)</translation>
    </message>
    <message>
        <source>plate, frame and words, always</source>
        <translation>プレート・枠・文字、常に</translation>
    </message>
    <message>
        <source>Original, counterfactual, difference</source>
        <translation>元画像・反実仮想・差分</translation>
    </message>
    <message>
        <source>%1 × %2 pixels each, with legend, scale and credit</source>
        <translation>各 %1 × %2 画素、凡例・目盛・出典つき</translation>
    </message>
    <message>
        <source>Patient&apos;s name, number and dates</source>
        <translation>患者の氏名・番号・日付</translation>
    </message>
    <message>
        <source>printed on the original</source>
        <translation>元画像の上に印字</translation>
    </message>
    <message>
        <source>Instruction text</source>
        <translation>指示文</translation>
    </message>
    <message>
        <source>may identify a patient</source>
        <translation>患者を特定しうる</translation>
    </message>
    <message>
        <source>Drawing the figure.</source>
        <translation>図を描いています。</translation>
    </message>
    <message>
        <source>Saved the figure with its marks.</source>
        <translation>図を表示つきで保存しました。</translation>
    </message>
</context>
<context>
    <name>SessionContents</name>
    <message>
        <source>edit %1</source>
        <translation>編集 %1</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>シード %1</translation>
    </message>
    <message>
        <source>refused by gate</source>
        <translation>ゲートにより却下</translation>
    </message>
    <message>
        <source>%1 cannot be shown.</source>
        <translation>%1 は表示できません。</translation>
    </message>
    <message>
        <source>Reading the image.</source>
        <translation>画像を読み込んでいます。</translation>
    </message>
    <message>
        <source>No study is open.</source>
        <translation>検査が開かれていません。</translation>
    </message>
    <message>
        <source>Drop files here or open a folder.</source>
        <translation>ファイルをここにドロップするか、フォルダを開いてください。</translation>
    </message>
    <message>
        <source>Edit %1 · %2</source>
        <translation>編集 %1 · %2</translation>
    </message>
    <message>
        <source>Rebuilt, no edit: what the model&apos;s coding alone changes</source>
        <translation>再構成（編集なし）：符号化だけによる変化</translation>
    </message>
    <message>
        <source>preview %1/%2</source>
        <translation>プレビュー %1/%2</translation>
    </message>
    <message>
        <source>preview</source>
        <translation>プレビュー</translation>
    </message>
    <message>
        <source>edit %1, in the making</source>
        <translation>編集 %1、作成中</translation>
    </message>
    <message>
        <source>ORIGINAL</source>
        <translation>原画像</translation>
    </message>
    <message>
        <source>Source · %1</source>
        <translation>元画像 · %1</translation>
    </message>
    <message>
        <source>opened from a synthetic object</source>
        <translation>合成オブジェクトから開きました</translation>
    </message>
    <message>
        <source>Source pixels, read only</source>
        <translation>元の画素（変更不可）</translation>
    </message>
    <message>
        <source>The original is chosen.</source>
        <translation>原画像を選択中です。</translation>
    </message>
    <message>
        <source>Choose one of the edits to see its counterfactual.</source>
        <translation>編集を選ぶと反実仮想画像が表示されます。</translation>
    </message>
    <message>
        <source>No counterfactual yet.</source>
        <translation>反実仮想画像はまだありません。</translation>
    </message>
    <message>
        <source>Type what should change, then Generate.</source>
        <translation>変更内容を入力し、「生成」を押してください。</translation>
    </message>
    <message>
        <source>Edit %1 · cancelled, last preview</source>
        <translation>編集 %1 · 中止、最後のプレビュー</translation>
    </message>
    <message>
        <source>Edit %1 was cancelled.</source>
        <translation>編集 %1 は中止されました。</translation>
    </message>
    <message>
        <source>Edit %1 failed.</source>
        <translation>編集 %1 は失敗しました。</translation>
    </message>
    <message>
        <source>Draft %1 was not generated.</source>
        <translation>下書き %1 は未生成です。</translation>
    </message>
    <message>
        <source>Reading edit %1 back.</source>
        <translation>編集 %1 を読み戻しています。</translation>
    </message>
    <message>
        <source>Edit %1 cannot be shown.</source>
        <translation>編集 %1 は表示できません。</translation>
    </message>
    <message>
        <source>Out of date: the mask has changed since this result. Update to renew it.</source>
        <translation>この結果のあとにマスクが変更されました。「更新」を押すと作り直します。</translation>
    </message>
</context>
<context>
    <name>SessionWords</name>
    <message>
        <source>%1 × %2, %3 bit.</source>
        <translation>%1 × %2、%3 bit。</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>モデルなし</translation>
    </message>
    <message>
        <source>No model is loaded.</source>
        <translation>モデルが読み込まれていません。</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>モデルを読み込んでいます</translation>
    </message>
    <message>
        <source>The window is ready meanwhile.</source>
        <translation>その間も操作できます。</translation>
    </message>
    <message>
        <source>%1 × %1, on this processor</source>
        <translation>%1 × %1、このプロセッサで実行</translation>
    </message>
    <message>
        <source>For research and education, not for diagnosis.</source>
        <translation>研究・教育用。診断には使用できません。</translation>
    </message>
    <message>
        <source>Another model is being loaded; this one works meanwhile.</source>
        <translation>別のモデルを読み込んでいます。その間はこのモデルを使います。</translation>
    </message>
    <message>
        <source>The other model could not be loaded; this one stays. %1</source>
        <translation>別のモデルを読み込めませんでした。このモデルのままです。%1</translation>
    </message>
    <message>
        <source>, step %1 of %2</source>
        <translation>、ステップ %1 / %2</translation>
    </message>
    <message>
        <source>Region of the edit</source>
        <translation>編集範囲</translation>
    </message>
    <message>
        <source>Edit %1 · %2</source>
        <translation>編集 %1 · %2</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>開始しています</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待機中</translation>
    </message>
</context>
<context>
    <name>ShellDialogs</name>
    <message>
        <source>Contrafact</source>
        <translation>Contrafact</translation>
    </message>
    <message>
        <source>Contrafact %1 makes counterfactual radiographs for research and education. It is not for diagnosis, and a synthetic image is not a radiograph of a patient.</source>
        <translation>Contrafact %1 は研究・教育用に反実仮想X線画像を作ります。診断には使用できません。合成画像は患者のX線写真ではありません。</translation>
    </message>
    <message>
        <source>Type what should change, brush where if it matters, and press Ctrl+Enter. Press ? on an image for all keys. Nothing leaves this computer.

%1
%2</source>
        <translation>変更内容を入力し、必要なら範囲を描き、Ctrl+Enter を押します。画像上で ? を押すと全キーを表示します。データはこのコンピュータから出ません。

%1
%2</translation>
    </message>
</context>
<context>
    <name>SourceProposal</name>
    <message>
        <source>The study&apos;s own words: %1.</source>
        <translation>検査の記載：%1。</translation>
    </message>
    <message>
        <source>The classifier sees nothing.</source>
        <translation>分類器：所見なし。</translation>
    </message>
    <message>
        <source>The classifier: %1.</source>
        <translation>分類器：%1。</translation>
    </message>
    <message>
        <source>The classifier holds %1 for likely, the study&apos;s words deny it.</source>
        <translation>分類器は %1 を疑いますが、検査の記載は否定しています。</translation>
    </message>
</context>
<context>
    <name>StudyWords</name>
    <message>
        <source>agreed to the page before the session</source>
        <translation>セッション前のページに同意</translation>
    </message>
    <message>
        <source>one order for all readers</source>
        <translation>全読影者で同一の順序</translation>
    </message>
    <message>
        <source>own order for each reader</source>
        <translation>読影者ごとに異なる順序</translation>
    </message>
    <message>
        <source>%1, images of a patient %2 cases apart</source>
        <translation>%1、同一患者の画像は%2症例以上離す</translation>
    </message>
    <message>
        <source>study made</source>
        <translation>研究を作成</translation>
    </message>
    <message>
        <source>protocol changed</source>
        <translation>プロトコルを変更</translation>
    </message>
    <message>
        <source>case %1 taken out</source>
        <translation>症例%1を除外</translation>
    </message>
    <message>
        <source>reader %1 taken out</source>
        <translation>読影者%1を除外</translation>
    </message>
    <message>
        <source>reader %1 added or changed</source>
        <translation>読影者%1を追加または変更</translation>
    </message>
    <message>
        <source>leak check: a channel leaks</source>
        <translation>漏洩チェック：漏洩あり</translation>
    </message>
    <message>
        <source>leak check: no channel leaks</source>
        <translation>漏洩チェック：漏洩なし</translation>
    </message>
    <message>
        <source>sealed, SHA-256 %1</source>
        <translation>封印、SHA-256 %1</translation>
    </message>
    <message>
        <source>amended, SHA-256 %1</source>
        <translation>改訂、SHA-256 %1</translation>
    </message>
    <message>
        <source>started, screen %1 × %2, calibration not known</source>
        <translation>開始、画面 %1 × %2、校正は不明</translation>
    </message>
    <message>
        <source>started</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>paused at case %1</source>
        <translation>症例%1で一時停止</translation>
    </message>
    <message>
        <source>resumed at case %1</source>
        <translation>症例%1で再開</translation>
    </message>
    <message>
        <source>break</source>
        <translation>休憩</translation>
    </message>
    <message>
        <source>package written for reader %1</source>
        <translation>読影者%1のパッケージを作成</translation>
    </message>
    <message>
        <source>answer file of reader %1 merged</source>
        <translation>読影者%1の回答ファイルを統合</translation>
    </message>
    <message>
        <source>another answer to case %1 kept beside the stored one</source>
        <translation>症例%1の別の回答を保存済みの回答と並べて保管</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>results computed</source>
        <translation>結果を計算</translation>
    </message>
    <message>
        <source>answers exported</source>
        <translation>回答を書き出し</translation>
    </message>
    <message>
        <source>%1 before the end: %2</source>
        <translation>%1（終了前：%2）</translation>
    </message>
    <message>
        <source>Rating of single images</source>
        <translation>単一画像の評価</translation>
    </message>
    <message>
        <source>Forced choice (2-AFC)</source>
        <translation>強制選択（2-AFC）</translation>
    </message>
    <message>
        <source>Visual grading (VGA)</source>
        <translation>視覚的画質評価（VGA）</translation>
    </message>
    <message>
        <source>Finding with confidence (ROC)</source>
        <translation>所見と確信度（ROC）</translation>
    </message>
    <message>
        <source>One place and confidence (LROC)</source>
        <translation>1か所と確信度（LROC）</translation>
    </message>
    <message>
        <source>Any number of places (FROC)</source>
        <translation>任意の数の部位（FROC）</translation>
    </message>
    <message>
        <source>Preference between two images</source>
        <translation>2画像の優劣</translation>
    </message>
    <message>
        <source>Paired, in two sessions</source>
        <translation>対応あり・2回</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>読影者</translation>
    </message>
    <message>
        <source>Adjudicator</source>
        <translation>裁定者</translation>
    </message>
    <message>
        <source>Consensus meeting</source>
        <translation>合議</translation>
    </message>
    <message>
        <source>real</source>
        <translation>実画像</translation>
    </message>
    <message>
        <source>real, null-edited</source>
        <translation>実画像（無変更編集）</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>編集画像</translation>
    </message>
    <message>
        <source>the study is not sealed</source>
        <translation>未封印</translation>
    </message>
    <message>
        <source>no cases sent</source>
        <translation>送付なし</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>未開始</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>読影中</translation>
    </message>
    <message>
        <source>washout until %1</source>
        <translation>ウォッシュアウト（%1 まで）</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>%1 Yes or no</source>
        <translation>%1 はい・いいえ</translation>
    </message>
    <message>
        <source>%1 Confidence</source>
        <translation>%1 確信度</translation>
    </message>
    <message>
        <source>%1 %2 steps</source>
        <translation>%1 %2段階</translation>
    </message>
    <message>
        <source>%1 One of %2</source>
        <translation>%1 %2択</translation>
    </message>
    <message>
        <source>%1 Any of %2</source>
        <translation>%1 %2択（複数可）</translation>
    </message>
    <message>
        <source>%1 Number</source>
        <translation>%1 数値</translation>
    </message>
    <message>
        <source>%1 Text</source>
        <translation>%1 自由記載</translation>
    </message>
    <message>
        <source>%1 Marks</source>
        <translation>%1 印</translation>
    </message>
    <message>
        <source>%1 Choice of an image</source>
        <translation>%1 画像の選択</translation>
    </message>
    <message>
        <source>Size, depth and file</source>
        <translation>サイズ・ビット深度・ファイル</translation>
    </message>
    <message>
        <source>Missing or comb-like values</source>
        <translation>画素値の欠落・くし状の分布</translation>
    </message>
    <message>
        <source>The border</source>
        <translation>辺縁</translation>
    </message>
    <message>
        <source>Noise, all over or in regions</source>
        <translation>ノイズ（全体または一部）</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>鮮鋭度</translation>
    </message>
    <message>
        <source>Marks in the corners</source>
        <translation>四隅のマーク</translation>
    </message>
    <message>
        <source>Order and time</source>
        <translation>順序・時間</translation>
    </message>
    <message>
        <source>too few images to tell</source>
        <translation>画像が少なく判定不能</translation>
    </message>
    <message>
        <source>%1, %2 to %3</source>
        <translation>%1、%2〜%3</translation>
    </message>
    <message>
        <source>%1 for training</source>
        <translation>練習 %1</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>デザイン</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>質問</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>症例</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>再読影</translation>
    </message>
    <message>
        <source>%1 %, %2 cases later or more</source>
        <translation>%1 %、%2症例以上あと</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>順序</translation>
    </message>
    <message>
        <source>%1, washout %2 days</source>
        <translation>%1、ウォッシュアウト %2 日</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>段階</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>may be changed within a stage; each version is kept</source>
        <translation>段階内で変更可（各版を保管）</translation>
    </message>
    <message>
        <source>locked on submit, no going back</source>
        <translation>送信時に確定、戻れない</translation>
    </message>
    <message>
        <source>Allowed tools</source>
        <translation>使用できるツール</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>ハッシュ</translation>
    </message>
    <message>
        <source>1 case read</source>
        <translation>1症例を読影</translation>
    </message>
    <message>
        <source>%1 cases read</source>
        <translation>%1症例を読影</translation>
    </message>
    <message>
        <source>There are no cases yet.</source>
        <translation>症例がまだありません。</translation>
    </message>
    <message>
        <source>cases added or replaced: %1</source>
        <translation>%1症例を追加または置換</translation>
    </message>
    <message>
        <source>cases sent: %1, to %2</source>
        <translation>%1症例を%2に送付</translation>
    </message>
    <message>
        <source>did not agree to the page before the session</source>
        <translation>セッション前のページに同意せず</translation>
    </message>
    <message>
        <source>consent not asked yet</source>
        <translation>同意：未確認</translation>
    </message>
    <message>
        <source>consent open: page shown %1</source>
        <translation>同意：未回答（%1 に表示）</translation>
    </message>
    <message>
        <source>consented %1</source>
        <translation>同意 %1</translation>
    </message>
    <message>
        <source>declined %1</source>
        <translation>不同意 %1</translation>
    </message>
    <message>
        <source>consent: given %1, declined %2, without an answer %3</source>
        <translation>同意 %1、不同意 %2、未回答 %3</translation>
    </message>
    <message>
        <source>order of the images in each case drawn</source>
        <translation>各症例の画像の順序を抽選</translation>
    </message>
    <message>
        <source>Below chance: what was learnt from some images is wrong for the others. That is nothing that a reader could turn round; the single features, which are looked at in both directions, decide.</source>
        <translation>偶然を下回ります：一部の画像で学んだことが他の画像では当たらないだけで、逆に読んでも手がかりになりません。両方向で調べる単独の指標で判定します。</translation>
    </message>
</context>
<context>
    <name>TargetName</name>
    <message>
        <source>Enlarged cardiomediastinum</source>
        <translation>縦隔陰影拡大</translation>
    </message>
    <message>
        <source>Cardiomegaly</source>
        <translation>心拡大</translation>
    </message>
    <message>
        <source>Lung opacity</source>
        <translation>肺野の陰影</translation>
    </message>
    <message>
        <source>Lung lesion</source>
        <translation>肺病変</translation>
    </message>
    <message>
        <source>Edema</source>
        <translation>肺水腫</translation>
    </message>
    <message>
        <source>Consolidation</source>
        <translation>コンソリデーション</translation>
    </message>
    <message>
        <source>Pneumonia</source>
        <translation>肺炎</translation>
    </message>
    <message>
        <source>Atelectasis</source>
        <translation>無気肺</translation>
    </message>
    <message>
        <source>Pneumothorax</source>
        <translation>気胸</translation>
    </message>
    <message>
        <source>Pleural effusion</source>
        <translation>胸水</translation>
    </message>
    <message>
        <source>Other of the pleura</source>
        <translation>その他の胸膜所見</translation>
    </message>
    <message>
        <source>Fracture</source>
        <translation>骨折</translation>
    </message>
    <message>
        <source>Support devices</source>
        <translation>医療デバイス</translation>
    </message>
    <message>
        <source>Pacemaker</source>
        <translation>ペースメーカー</translation>
    </message>
    <message>
        <source>Central venous catheter</source>
        <translation>中心静脈カテーテル</translation>
    </message>
    <message>
        <source>Endotracheal tube</source>
        <translation>気管チューブ</translation>
    </message>
    <message>
        <source>Nasogastric tube</source>
        <translation>経鼻胃管</translation>
    </message>
    <message>
        <source>Chest tube</source>
        <translation>胸腔ドレーン</translation>
    </message>
    <message>
        <source>ECG leads</source>
        <translation>心電図電極</translation>
    </message>
    <message>
        <source>Sternal wires</source>
        <translation>胸骨ワイヤー</translation>
    </message>
</context>
<context>
    <name>cf::ui::ActionRegistry</name>
    <message>
        <source>Help</source>
        <translation>ヘルプ</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>ツアー</translation>
    </message>
    <message>
        <source>Intended use</source>
        <translation>使用目的</translation>
    </message>
    <message>
        <source>Commands…</source>
        <translation>コマンド…</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>設定…</translation>
    </message>
    <message>
        <source>Menus</source>
        <translation>メニュー</translation>
    </message>
    <message>
        <source>Second viewer</source>
        <translation>2つ目のビューア</translation>
    </message>
    <message>
        <source>Studies</source>
        <translation>検査</translation>
    </message>
    <message>
        <source>Hide or show side panels</source>
        <translation>サイドパネルの表示/非表示</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全画面</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>レイアウトを戻す</translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation>ファイルを開く…</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>フォルダを開く…</translation>
    </message>
    <message>
        <source>Load a model folder…</source>
        <translation>モデルのフォルダを読み込む…</translation>
    </message>
    <message>
        <source>Save now (autosave is always on)</source>
        <translation>今すぐ保存（自動保存は常に有効）</translation>
    </message>
    <message>
        <source>Save synthetic DICOM…</source>
        <translation>合成 DICOM を保存…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>やり直す</translation>
    </message>
    <message>
        <source>Go to the instruction</source>
        <translation>指示欄へ移動</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Edit captions</source>
        <translation>キャプションを編集</translation>
    </message>
    <message>
        <source>New seed</source>
        <translation>新しいシード</translation>
    </message>
    <message>
        <source>Link or unlink views</source>
        <translation>表示の連動</translation>
    </message>
    <message>
        <source>Copy parameters</source>
        <translation>パラメータをコピー</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>次の区画</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>すべてのキー</translation>
    </message>
    <message>
        <source>Window / level</source>
        <translation>ウィンドウ／レベル</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>移動</translation>
    </message>
    <message>
        <source>Pan while held</source>
        <translation>押している間だけ移動</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>Pixel probe</source>
        <translation>画素プローブ</translation>
    </message>
    <message>
        <source>Lock or free the probe</source>
        <translation>プローブの固定/解除</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>ブラシ</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>消しゴム</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>投げ縄</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>楕円</translation>
    </message>
    <message>
        <source>Hide or show the mask</source>
        <translation>マスクの表示/非表示</translation>
    </message>
    <message>
        <source>Brush smaller</source>
        <translation>ブラシを小さく</translation>
    </message>
    <message>
        <source>Brush larger</source>
        <translation>ブラシを大きく</translation>
    </message>
    <message>
        <source>Softer edge</source>
        <translation>縁を柔らかく</translation>
    </message>
    <message>
        <source>Harder edge</source>
        <translation>縁を硬く</translation>
    </message>
    <message>
        <source>Find the region of the edit</source>
        <translation>編集範囲を探す</translation>
    </message>
    <message>
        <source>Invert mask</source>
        <translation>マスクを反転</translation>
    </message>
    <message>
        <source>Clear mask</source>
        <translation>マスクを消去</translation>
    </message>
    <message>
        <source>Texts on the image (never the SYNTHETIC marks)</source>
        <translation>画像上の文字（SYNTHETIC 表示は対象外）</translation>
    </message>
    <message>
        <source>Invert greyscale</source>
        <translation>白黒反転</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>全体表示</translation>
    </message>
    <message>
        <source>One image pixel to one screen pixel</source>
        <translation>等倍表示</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>縮小</translation>
    </message>
    <message>
        <source>Rotate 90° clockwise</source>
        <translation>右へ90°回転</translation>
    </message>
    <message>
        <source>Rotate 90° back</source>
        <translation>左へ90°回転</translation>
    </message>
    <message>
        <source>Flip left and right</source>
        <translation>左右反転</translation>
    </message>
    <message>
        <source>Reset zoom, pan, window, rotation</source>
        <translation>拡大・移動・ウィンドウ・回転を戻す</translation>
    </message>
    <message>
        <source>Window of the file</source>
        <translation>ファイルのウィンドウ</translation>
    </message>
    <message>
        <source>Window 1 % narrower</source>
        <translation>ウィンドウ幅を1 %狭く</translation>
    </message>
    <message>
        <source>Window 1 % wider</source>
        <translation>ウィンドウ幅を1 %広く</translation>
    </message>
    <message>
        <source>Level 1 % up</source>
        <translation>レベルを1 %上げる</translation>
    </message>
    <message>
        <source>Level 1 % down</source>
        <translation>レベルを1 %下げる</translation>
    </message>
    <message>
        <source>Pan left</source>
        <translation>左へ移動</translation>
    </message>
    <message>
        <source>Pan right</source>
        <translation>右へ移動</translation>
    </message>
    <message>
        <source>Pan up</source>
        <translation>上へ移動</translation>
    </message>
    <message>
        <source>Pan down</source>
        <translation>下へ移動</translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation>前の画像</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>次の画像</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>並列</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>スワイプ</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>点滅</translation>
    </message>
    <message>
        <source>Checkerboard</source>
        <translation>市松</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>重ね合わせ</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差分</translation>
    </message>
    <message>
        <source>Next compare mode</source>
        <translation>次の比較方法</translation>
    </message>
    <message>
        <source>Swap A and B in place</source>
        <translation>A と B を入れ替え</translation>
    </message>
    <message>
        <source>Hold: the rebuilt image without edit</source>
        <translation>押している間：編集なしの再構成</translation>
    </message>
    <message>
        <source>Difference over the counterfactual</source>
        <translation>反実仮想に差分を重ねる</translation>
    </message>
    <message>
        <source>Show or hide the change contour</source>
        <translation>変化の輪郭の表示/非表示</translation>
    </message>
    <message>
        <source>Hide the grid marks while held, at most 3 s</source>
        <translation>押している間だけ格子印を隠す（最長3秒）</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>星を付ける</translation>
    </message>
    <message>
        <source>Maximise or restore view</source>
        <translation>表示を最大化/戻す</translation>
    </message>
    <message>
        <source>Branch from this edit</source>
        <translation>この編集から分岐</translation>
    </message>
    <message>
        <source>Use this result as source</source>
        <translation>この結果を元画像にする</translation>
    </message>
    <message>
        <source>Run this edit again</source>
        <translation>この編集を再実行</translation>
    </message>
    <message>
        <source>Star this edit</source>
        <translation>この編集に星を付ける</translation>
    </message>
    <message>
        <source>Delete, or take back</source>
        <translation>削除／元に戻す</translation>
    </message>
    <message>
        <source>Search the history</source>
        <translation>履歴を検索</translation>
    </message>
    <message>
        <source>Save a figure…</source>
        <translation>図を保存…</translation>
    </message>
    <message>
        <source>Correct the region of the edit</source>
        <translation>編集の範囲を修正</translation>
    </message>
    <message>
        <source>Previous edit</source>
        <translation>前の編集</translation>
    </message>
    <message>
        <source>Next edit</source>
        <translation>次の編集</translation>
    </message>
    <message>
        <source>Films only</source>
        <translation>画像のみ</translation>
    </message>
    <message>
        <source>How the film is read…</source>
        <translation>画像の読み方…</translation>
    </message>
    <message>
        <source>Mask from a file…</source>
        <translation>ファイルからマスク…</translation>
    </message>
    <message>
        <source>Done, next case</source>
        <translation>完了して次の症例へ</translation>
    </message>
    <message>
        <source>Skip this case…</source>
        <translation>この症例を飛ばす…</translation>
    </message>
    <message>
        <source>Previous case</source>
        <translation>前の症例</translation>
    </message>
    <message>
        <source>Next case</source>
        <translation>次の症例</translation>
    </message>
    <message>
        <source>Previous question</source>
        <translation>前の質問</translation>
    </message>
    <message>
        <source>Next question</source>
        <translation>次の質問</translation>
    </message>
    <message>
        <source>First answer</source>
        <translation>1番目の回答</translation>
    </message>
    <message>
        <source>Second answer</source>
        <translation>2番目の回答</translation>
    </message>
    <message>
        <source>Third answer</source>
        <translation>3番目の回答</translation>
    </message>
    <message>
        <source>Fourth answer</source>
        <translation>4番目の回答</translation>
    </message>
    <message>
        <source>Fifth answer</source>
        <translation>5番目の回答</translation>
    </message>
    <message>
        <source>Sixth answer</source>
        <translation>6番目の回答</translation>
    </message>
    <message>
        <source>Confirm what is proposed, keep the mark</source>
        <translation>提案を確認、印を残す</translation>
    </message>
    <message>
        <source>Next mark</source>
        <translation>次の印</translation>
    </message>
    <message>
        <source>Next type of the mark</source>
        <translation>印の次の種類</translation>
    </message>
    <message>
        <source>Delete the mark</source>
        <translation>印を削除</translation>
    </message>
    <message>
        <source>Mark a point</source>
        <translation>点で印を付ける</translation>
    </message>
    <message>
        <source>Mark by a box</source>
        <translation>矩形で印を付ける</translation>
    </message>
    <message>
        <source>Mark by a contour</source>
        <translation>輪郭で印を付ける</translation>
    </message>
    <message>
        <source>Mark by a polygon</source>
        <translation>多角形で印を付ける</translation>
    </message>
    <message>
        <source>Paint a mask</source>
        <translation>マスクを塗る</translation>
    </message>
    <message>
        <source>Erase from the mask</source>
        <translation>マスクを消す</translation>
    </message>
    <message>
        <source>Give up the mark being drawn</source>
        <translation>描きかけの印をやめる</translation>
    </message>
    <message>
        <source>Export all annotations of the film (COCO, CSV)…</source>
        <translation>この画像の注釈をすべて書き出す（COCO、CSV）…</translation>
    </message>
    <message>
        <source>Export this case as DICOM (SR, SEG, GSPS)…</source>
        <translation>この症例を DICOM で書き出す（SR、SEG、GSPS）…</translation>
    </message>
    <message>
        <source>Go on with B</source>
        <translation>B で編集を続ける</translation>
    </message>
</context>
<context>
    <name>cf::ui::AdjudicationPanel</name>
    <message>
        <source>Look for disagreements</source>
        <translation>不一致を探す</translation>
    </message>
    <message>
        <source>Disagreements</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>症例</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>質問</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>読影者</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Apart</source>
        <translation>差</translation>
    </message>
    <message>
        <source>Sent to</source>
        <translation>送付先</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>裁定</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>送付</translation>
    </message>
    <message>
        <source>Table…</source>
        <translation>表…</translation>
    </message>
    <message>
        <source>Adjudication</source>
        <translation>裁定</translation>
    </message>
    <message>
        <source>Once every reader has finished, cases on which two stand further apart than the limit go to a third reader or a meeting, who read them without the answers of others. First answers stay as they are.</source>
        <translation>全読影者の完了後、2名の差が限度を超えた症例は第三者または合議に送られ、他者の回答を見ずに読影されます。最初の回答は変わりません。</translation>
    </message>
    <message>
        <source>Further apart than</source>
        <translation>差の限度</translation>
    </message>
    <message>
        <source>Short name, e.g. A1</source>
        <translation>略号（例：A1）</translation>
    </message>
    <message>
        <source>Short name of the adjudicator</source>
        <translation>裁定者の略号</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>役割</translation>
    </message>
    <message>
        <source>Not before every reader has finished; two are needed.</source>
        <translation>全読影者（2名以上）の完了後に行えます。</translation>
    </message>
    <message>
        <source>The study is closed.</source>
        <translation>研究は終了しています。</translation>
    </message>
    <message>
        <source>Looking for disagreements</source>
        <translation>不一致を探しています</translation>
    </message>
    <message>
        <source>Sending cases</source>
        <translation>症例を送付しています</translation>
    </message>
    <message>
        <source>Sent to %1, who reads them as any reader does.</source>
        <translation>%1に送付しました。通常の読影と同じように読まれます。</translation>
    </message>
    <message>
        <source>Disagreements as a table</source>
        <translation>不一致の表</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表 (*.csv)</translation>
    </message>
    <message>
        <source>Written.</source>
        <translation>書き出しました。</translation>
    </message>
    <message>
        <source>Disagreements: %1, sent %2, settled %3</source>
        <translation>不一致 %1、送付済み %2、裁定済み %3</translation>
    </message>
</context>
<context>
    <name>cf::ui::AgreementWindow</name>
    <message>
        <source>Instruction followed</source>
        <translation>指示どおりか</translation>
    </message>
    <message>
        <source>Anything else changed</source>
        <translation>他の変化</translation>
    </message>
    <message>
        <source>Plausible as a radiograph</source>
        <translation>もっともらしさ</translation>
    </message>
    <message>
        <source>Finding present</source>
        <translation>所見の存在</translation>
    </message>
    <message>
        <source>Change of the finding</source>
        <translation>所見の変化</translation>
    </message>
    <message>
        <source>Right side</source>
        <translation>側の正しさ</translation>
    </message>
    <message>
        <source>Right degree</source>
        <translation>程度の正しさ</translation>
    </message>
    <message>
        <source>%1, %2 to %3</source>
        <translation>%1（%2～%3）</translation>
    </message>
    <message>
        <source>Agreement of the annotators</source>
        <translation>注釈者間の一致</translation>
    </message>
    <message>
        <source>%1 annotators, %2 results that are done. Adjudicated ones do not count.</source>
        <translation>注釈者%1名、完了した結果%2件。裁定は含みません。</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>質問</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>症例</translation>
    </message>
    <message>
        <source>Same answer</source>
        <translation>同じ回答</translation>
    </message>
    <message>
        <source>Krippendorff&apos;s alpha, 95 %</source>
        <translation>Krippendorff の α（95 %）</translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa, 95 %</source>
        <translation>Cohen の κ（95 %）</translation>
    </message>
    <message>
        <source>Marks, over %1 pairs of annotations: overlap %2, matched %3.</source>
        <translation>印（注釈の組%1）：重なり %2、一致 %3。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>cf::ui::AnnotationDesk</name>
    <message>
        <source>There is no folder here to keep annotations in.</source>
        <translation>注釈を保存するフォルダーがこのコンピューターにありません。</translation>
    </message>
    <message>
        <source>There is nothing to annotate.</source>
        <translation>注釈を付けるものがありません。</translation>
    </message>
    <message>
        <source>An annotation that was decided upon has changed since. Look at it again.</source>
        <translation>裁定した注釈がその後変更されました。もう一度確認してください。</translation>
    </message>
    <message>
        <source>Annotators are not shown how far they agree.</source>
        <translation>注釈者には一致度を表示しません。</translation>
    </message>
</context>
<context>
    <name>cf::ui::AnnotationWorkplace</name>
    <message>
        <source>Shared on a server: postgresql://user@host/database?schema=name</source>
        <translation>サーバーで共有：postgresql://user@host/database?schema=name</translation>
    </message>
    <message>
        <source>Empty: annotations stay on this computer alone. Else they lie here and on that server, and go on here while it does not answer.</source>
        <translation>空欄なら注釈はこのコンピューターだけに残ります。指定すると、ここにもサーバーにも保存され、サーバーが応答しない間もここで作業を続けられます。</translation>
    </message>
    <message>
        <source>Server that annotators share</source>
        <translation>注釈者が共有するサーバー</translation>
    </message>
    <message>
        <source>Italics: proposed from instruction and mask; the segmenter is still looking. Confirm each.</source>
        <translation>斜体は指示とマスクからの提案です。セグメンタが読影中です。一つずつ確認してください。</translation>
    </message>
    <message>
        <source>Italics: proposed from instruction, mask and segmenter. Confirm each.</source>
        <translation>斜体は指示、マスク、セグメンタからの提案です。一つずつ確認してください。</translation>
    </message>
    <message>
        <source>Italics: proposed from instruction and mask. Confirm each.</source>
        <translation>斜体は指示とマスクからの提案です。一つずつ確認してください。</translation>
    </message>
    <message>
        <source>Questions and marks</source>
        <translation>質問と印</translation>
    </message>
    <message>
        <source>Annotator</source>
        <translation>注釈者</translation>
    </message>
    <message>
        <source>Your code or initials</source>
        <translation>コードまたはイニシャル</translation>
    </message>
    <message>
        <source>Annotator: your code or initials</source>
        <translation>注釈者のコードまたはイニシャル</translation>
    </message>
    <message>
        <source>Why it is skipped, then Enter</source>
        <translation>飛ばす理由を入力して Enter</translation>
    </message>
    <message>
        <source>Why this case is skipped</source>
        <translation>この症例を飛ばす理由</translation>
    </message>
    <message>
        <source>Skip…</source>
        <translation>飛ばす…</translation>
    </message>
    <message>
        <source>Done, next</source>
        <translation>完了して次へ</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Annotation</source>
        <translation>注釈(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>There is no result to annotate.</source>
        <translation>注釈を付ける結果がありません。</translation>
    </message>
    <message>
        <source>Open a film and generate counterfactuals; they come here one by one.</source>
        <translation>画像を開いて反実仮想画像を生成すると、ここに一つずつ表示されます。</translation>
    </message>
    <message>
        <source>No study is open.</source>
        <translation>検査が開かれていません。</translation>
    </message>
    <message>
        <source>SYNTHETIC · annotation of edit %1</source>
        <translation>合成 SYNTHETIC · 編集 %1 の注釈</translation>
    </message>
    <message>
        <source>Result %1 of %2</source>
        <translation>結果 %1 / %2</translation>
    </message>
    <message>
        <source>No result</source>
        <translation>結果なし</translation>
    </message>
    <message>
        <source>%1 left · %2 refused among them</source>
        <translation>残り %1 · うち却下 %2</translation>
    </message>
    <message>
        <source>Enter your code to begin</source>
        <translation>コードを入力すると始まります</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>飛ばし済み</translation>
    </message>
    <message>
        <source>Saved as you go</source>
        <translation>自動で保存</translation>
    </message>
    <message>
        <source>Choose a mask first (M).</source>
        <translation>先にマスクを選んでください（M）。</translation>
    </message>
    <message>
        <source>All results of this film are annotated or skipped.</source>
        <translation>この画像の結果はすべて注釈済みか飛ばし済みです。</translation>
    </message>
    <message>
        <source>Folder for the annotations</source>
        <translation>注釈の保存先フォルダ</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>%1 を保存しました。</translation>
    </message>
    <message>
        <source>Previous film</source>
        <translation>前の画像</translation>
    </message>
    <message>
        <source>Next film</source>
        <translation>次の画像</translation>
    </message>
    <message>
        <source>Film %1 of %2</source>
        <translation>画像 %1 / %2</translation>
    </message>
    <message>
        <source>Part in the annotation</source>
        <translation>注釈での役割</translation>
    </message>
    <message>
        <source>One of the annotators</source>
        <translation>注釈者の1人</translation>
    </message>
    <message>
        <source>Third annotator, where two differ</source>
        <translation>第三の注釈者（不一致のみ）</translation>
    </message>
    <message>
        <source>Consensus meeting, where two differ</source>
        <translation>合議（不一致のみ）</translation>
    </message>
    <message>
        <source>Plausibility differs above</source>
        <translation>もっともらしさの許容差</translation>
    </message>
    <message>
        <source>There is nothing to decide.</source>
        <translation>裁定するものはありません。</translation>
    </message>
    <message>
        <source>Annotators agree, fewer than two have finished, or you are one of them.</source>
        <translation>注釈者が一致しているか、完了者が2名未満か、あなたがその1人です。</translation>
    </message>
    <message>
        <source>Agreement…</source>
        <translation>一致度…</translation>
    </message>
</context>
<context>
    <name>cf::ui::ArmsForm</name>
    <message>
        <source>Add an arm</source>
        <translation>群を追加</translation>
    </message>
    <message>
        <source>Readers never see an arm. Real images belong into a null-edited arm: they go through the whole pipeline of an edit that changes nothing, so that nothing but the edit tells them apart.</source>
        <translation>群は読影者には表示されません。実画像は「無編集」の群に入れてください。何も変えない編集の全工程を通すため、編集以外では区別できなくなります。</translation>
    </message>
    <message>
        <source>Key of arm %1</source>
        <translation>群%1のキー</translation>
    </message>
    <message>
        <source>e.g. flow</source>
        <translation>例：flow</translation>
    </message>
    <message>
        <source>Kind of arm %1</source>
        <translation>群%1の種類</translation>
    </message>
    <message>
        <source>Method of arm %1</source>
        <translation>群%1の方法</translation>
    </message>
    <message>
        <source>Name in results of arm %1</source>
        <translation>群%1の結果での名前</translation>
    </message>
    <message>
        <source>Take out arm %1</source>
        <translation>群%1を除外</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>Images are</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Name in results</source>
        <translation>結果での名前</translation>
    </message>
</context>
<context>
    <name>cf::ui::BatchDesk</name>
    <message>
        <source>running</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>nothing made yet</source>
        <translation>まだ何も作成されていません</translation>
    </message>
    <message>
        <source>its folder is gone</source>
        <translation>フォルダがありません</translation>
    </message>
    <message>
        <source>stopped at %1 of %2</source>
        <translation>%2 件中 %1 件で停止</translation>
    </message>
    <message>
        <source>finished, %1 edits</source>
        <translation>完了、%1 件</translation>
    </message>
    <message>
        <source>There is no batch in this folder.</source>
        <translation>このフォルダにはバッチがありません。</translation>
    </message>
    <message>
        <source>Choose the folder of films.</source>
        <translation>画像のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>Choose a folder for what is made.</source>
        <translation>作成先のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>No rule applies to any of the %1 films.</source>
        <translation>%1 枚の画像のどれにも規則が当てはまりません。</translation>
    </message>
    <message>
        <source>The disk has not enough room.</source>
        <translation>ディスクの空きが足りません。</translation>
    </message>
    <message>
        <source>The plan could not be written: %1</source>
        <translation>計画を書き込めませんでした：%1</translation>
    </message>
    <message>
        <source>The batch ended unexpectedly. Nothing that was finished is lost.</source>
        <translation>バッチが予期せず終了しました。完了した分は失われていません。</translation>
    </message>
    <message>
        <source>finished, 1 edit</source>
        <translation>完了、編集 1 件</translation>
    </message>
    <message>
        <source>No rule applies to the one film.</source>
        <translation>唯一の画像にどの規則も当てはまりません。</translation>
    </message>
</context>
<context>
    <name>cf::ui::BatchPanel</name>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 時間</translation>
    </message>
    <message>
        <source>%1 (%2 %)</source>
        <translation>%1（%2 %）</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>計画</translation>
    </message>
    <message>
        <source>running</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>停止中</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Not accepted, by reason</source>
        <translation>採用されなかった理由</translation>
    </message>
    <message>
        <source>The last results</source>
        <translation>最新の結果</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>一覧ページ</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>カード</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>フォルダ</translation>
    </message>
    <message>
        <source>To validation</source>
        <translation>検証へ</translation>
    </message>
    <message>
        <source>To annotation</source>
        <translation>注釈へ</translation>
    </message>
    <message>
        <source>How far the batch is</source>
        <translation>バッチの進み具合</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>見積もり</translation>
    </message>
    <message>
        <source>%1 not measured here yet</source>
        <translation>%1 この計算機では未計測</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Edits</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>ディスク</translation>
    </message>
    <message>
        <source>at most %1 of %2 free</source>
        <translation>最大 %1（空き %2）</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source> · %1 a minute · %2 left</source>
        <translation> · 毎分 %1 件 · 残り %2</translation>
    </message>
    <message>
        <source> · loading the model</source>
        <translation> · モデルを読み込み中</translation>
    </message>
    <message>
        <source>Stopped at %1 of %2. It goes on with &quot;%3&quot; of the film %4.</source>
        <translation>%2 件中 %1 件で停止。画像 %4 の「%3」から続けます。</translation>
    </message>
    <message>
        <source>All %1 edits are made. The tables are written at the next start.</source>
        <translation>%1 件すべて作成済み。表は次の開始時に書き込まれます。</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>採用</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>却下</translation>
    </message>
    <message>
        <source>Not possible</source>
        <translation>不可能</translation>
    </message>
    <message>
        <source>Not understood</source>
        <translation>理解できず</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>読み取り不可</translation>
    </message>
    <message>
        <source>other reasons</source>
        <translation>その他の理由</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Read unreadable films again</source>
        <translation>読めなかった画像を再読込</translation>
    </message>
    <message>
        <source>Another batch is running.</source>
        <translation>別のバッチが実行中です。</translation>
    </message>
    <message>
        <source>Once the batch is finished.</source>
        <translation>バッチの完了後に使えます。</translation>
    </message>
    <message>
        <source>Nothing is made yet.</source>
        <translation>まだ何も作成されていません。</translation>
    </message>
    <message>
        <source>about %1, workers: %2</source>
        <translation>約 %1、ワーカー %2</translation>
    </message>
    <message>
        <source>The one edit is made. The tables are written at the next start.</source>
        <translation>編集 1 件ができました。表は次の開始時に書かれます。</translation>
    </message>
</context>
<context>
    <name>cf::ui::BatchPictures</name>
    <message>
        <source>The last results</source>
        <translation>最新の結果</translation>
    </message>
</context>
<context>
    <name>cf::ui::BatchReview</name>
    <message>
        <source>The batch has no result to annotate.</source>
        <translation>このバッチには注釈する結果がありません。</translation>
    </message>
</context>
<context>
    <name>cf::ui::CalledProgram</name>
    <message>
        <source>The program contrafact-cli could not be started: %1</source>
        <translation>contrafact-cli を起動できませんでした：%1</translation>
    </message>
</context>
<context>
    <name>cf::ui::CandidateStrip</name>
    <message>
        <source>picture not kept</source>
        <translation>画像は保存なし</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>却下</translation>
    </message>
    <message>
        <source>chosen by score</source>
        <translation>スコアで採用</translation>
    </message>
    <message>
        <source>not refused</source>
        <translation>却下なし</translation>
    </message>
    <message>
        <source>Keep as an edit</source>
        <translation>編集として残す</translation>
    </message>
    <message>
        <source>Candidates of the shown edit</source>
        <translation>表示中の編集の候補</translation>
    </message>
    <message>
        <source>Keep the selected picture as an edit of its own (Enter)</source>
        <translation>選択した画像を独立した編集として残します（Enter）</translation>
    </message>
    <message>
        <source>One answer was made. Ask for several variants, or use a method that tries several.</source>
        <translation>答えは1つです。複数の案を指定するか、複数を試す方法を使ってください。</translation>
    </message>
    <message>
        <source>Where a request has several answers, they are shown here as pictures.</source>
        <translation>答えが複数ある場合、ここに画像で表示されます。</translation>
    </message>
    <message>
        <source>%1 answers, %2 refused. A click shows one, Enter keeps it.</source>
        <translation>答え %1 件、却下 %2 件。クリックで表示、Enter で残します。</translation>
    </message>
    <message>
        <source>synthetic, %1, %2, %3</source>
        <translation>合成、%1、%2、%3</translation>
    </message>
    <message>
        <source>Seeds are not ranked: the edit is that of the first.</source>
        <translation>シードに順位はありません。編集は最初のシードのものです。</translation>
    </message>
    <message>
        <source>Its picture was not kept when the program ended. Generate again to see it.</source>
        <translation>プログラムの終了時に画像は保存されていません。もう一度生成すると表示できます。</translation>
    </message>
</context>
<context>
    <name>cf::ui::CaptionRows</name>
    <message>
        <source>From</source>
        <translation>元</translation>
    </message>
    <message>
        <source>Caption of the image as it is</source>
        <translation>現在の画像のキャプション</translation>
    </message>
    <message>
        <source>To</source>
        <translation>先</translation>
    </message>
    <message>
        <source>Caption of the wished image, or the instruction</source>
        <translation>目的の画像のキャプション、または指示</translation>
    </message>
    <message>
        <source>Use the compiled ones</source>
        <translation>自動作成に戻す</translation>
    </message>
    <message>
        <source>Edit captions</source>
        <translation>キャプションを編集</translation>
    </message>
    <message>
        <source>Drop what was written by hand and follow the instruction again</source>
        <translation>手書きを破棄し、再び指示に従います</translation>
    </message>
    <message>
        <source>Write what the model is given by hand; the record says so</source>
        <translation>モデルへの入力を手で書きます。記録に残ります</translation>
    </message>
    <message>
        <source>by hand · </source>
        <translation>手書き · </translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>キャプション</translation>
    </message>
    <message>
        <source>From: %1. To: %2. %3</source>
        <translation>元：%1。先：%2。%3</translation>
    </message>
    <message>
        <source>%1 / %2 tokens</source>
        <translation>%1 / %2 トークン</translation>
    </message>
    <message>
        <source>about %1 / %2 tokens</source>
        <translation>約 %1 / %2 トークン</translation>
    </message>
    <message>
        <source>The end of this caption would be cut. Shorten it.</source>
        <translation>このキャプションの末尾は切り捨てられます。短くしてください。</translation>
    </message>
    <message>
        <source>Tokens of this caption, start and end counted, of those that the model reads</source>
        <translation>このキャプションのトークン数（開始と終了を含む）とモデルの上限</translation>
    </message>
    <message>
        <source>%1 of %2 tokens. The words after “%3” would be cut. Shorten the caption.</source>
        <translation>トークン数 %1 が上限 %2 を超えています。「%3」以降は切り捨てられます。キャプションを短くしてください。</translation>
    </message>
</context>
<context>
    <name>cf::ui::CaseFields</name>
    <message>
        <source>For training</source>
        <translation>練習用</translation>
    </message>
    <message>
        <source>Change the chosen cases</source>
        <translation>選択した症例を変更</translation>
    </message>
    <message>
        <source>Right answers</source>
        <translation>正解</translation>
    </message>
    <message>
        <source>Right answers, e.g. synthetic=yes</source>
        <translation>正解（例：synthetic=yes）</translation>
    </message>
    <message>
        <source>Shown after a training case</source>
        <translation>練習症例の後に示す文</translation>
    </message>
    <message>
        <source>Choose cases in the list.</source>
        <translation>一覧から症例を選んでください。</translation>
    </message>
    <message>
        <source>Changing cases</source>
        <translation>症例を変更しています</translation>
    </message>
    <message>
        <source>Changed.</source>
        <translation>変更しました。</translation>
    </message>
</context>
<context>
    <name>cf::ui::CasesPage</name>
    <message>
        <source>Real images are null-edited already</source>
        <translation>実画像は無変更編集済み</translation>
    </message>
    <message>
        <source>Refused results of a batch, too</source>
        <translation>バッチの不採用結果も含める</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>フォルダーを追加…</translation>
    </message>
    <message>
        <source>Add a list or batch…</source>
        <translation>一覧・バッチを追加…</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>症例</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>症例</translation>
    </message>
    <message>
        <source>Arm</source>
        <translation>群</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>対</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>練習</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>正解</translation>
    </message>
    <message>
        <source>Every image becomes a copy of one size, depth and window, without names and dates; real images of a null-edited arm go through the model first. Case numbers are drawn at random.</source>
        <translation>すべての画像は、同一のサイズ・深度・ウィンドウで、氏名や日付のない複製になります。無変更編集群の実画像は先にモデルを通します。症例番号は無作為です。</translation>
    </message>
    <message>
        <source>Size of the copies</source>
        <translation>複製のサイズ</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大きさ</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>The study is sealed.</source>
        <translation>研究は封印されています。</translation>
    </message>
    <message>
        <source>Preparing cases</source>
        <translation>症例を準備しています</translation>
    </message>
    <message>
        <source>Images of one arm</source>
        <translation>1つの群の画像</translation>
    </message>
    <message>
        <source>A list of cases, or the manifest.csv of a batch</source>
        <translation>症例の一覧、またはバッチの manifest.csv</translation>
    </message>
    <message>
        <source>Lists (*.csv *.json);;All files (*)</source>
        <translation>一覧 (*.csv *.json);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>The films of the batch; leave for results alone</source>
        <translation>バッチの元画像のフォルダー（結果だけなら取り消し）</translation>
    </message>
    <message>
        <source>Taking cases out</source>
        <translation>症例を除外しています</translation>
    </message>
    <message>
        <source>Add the open image</source>
        <translation>開いている画像を追加</translation>
    </message>
    <message>
        <source>With its results: those with a star, or all that were accepted.</source>
        <translation>結果も追加します：星付き、なければ採用されたものすべて。</translation>
    </message>
    <message>
        <source>No image is open in the place Edit.</source>
        <translation>編集画面で画像が開かれていません。</translation>
    </message>
    <message>
        <source>The results are on the disk alone. Show them once in the place Edit.</source>
        <translation>結果はディスク上にあります。編集画面で一度表示してください。</translation>
    </message>
    <message>
        <source>The open image has no result that could be read.</source>
        <translation>開いている画像に読影できる結果がありません。</translation>
    </message>
    <message>
        <source>Cases added: %1; images null-edited: %2.</source>
        <translation>%1症例を追加、%2画像を無変更編集しました。</translation>
    </message>
    <message>
        <source>In the study already and not added again: %1 (%2).</source>
        <translation>すでに研究にあり、追加しなかったもの：%1（%2）。</translation>
    </message>
    <message>
        <source>Added, though another arm has the same image: %1 (%2).</source>
        <translation>追加しましたが、同じ画像が別の群にもあります：%1（%2）。</translation>
    </message>
</context>
<context>
    <name>cf::ui::ChannelList</name>
    <message>
        <source>Trained rule</source>
        <translation>学習した規則</translation>
    </message>
    <message>
        <source>Single feature</source>
        <translation>単独の指標</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>限度</translation>
    </message>
</context>
<context>
    <name>cf::ui::ChoiceTable</name>
    <message>
        <source>Choices</source>
        <translation>選択肢</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>保存値</translation>
    </message>
    <message>
        <source>Choice, English</source>
        <translation>選択肢（英語）</translation>
    </message>
    <message>
        <source>Choice, Japanese</source>
        <translation>選択肢（日本語）</translation>
    </message>
</context>
<context>
    <name>cf::ui::ColourBar</name>
    <message>
        <source>Legend of the difference map</source>
        <translation>差分マップの凡例</translation>
    </message>
    <message>
        <source>Darker teal where all seeds agree, brighter where they differ, up to %1 stored values</source>
        <translation>全シードが一致する所は暗い青緑、異なる所は明るく表示（最大 %1）</translation>
    </message>
    <message>
        <source>No difference to show yet.</source>
        <translation>表示する差分はまだありません。</translation>
    </message>
    <message>
        <source>Blue darker, orange brighter on the screen, from %1 to %2 stored values; below %3 nothing is coloured</source>
        <translation>画面上で青は暗く、橙は明るく変化（格納値 %1～%2）。%3 未満は無着色</translation>
    </message>
    <message>
        <source>As the film is shown, a larger stored value is darker: the scale speaks of the screen, its numbers of stored values. Double click: automatic limits.</source>
        <translation>この表示では格納値が大きいほど暗くなります。色は画面上の明暗、数値は格納値です。ダブルクリックで限度を自動設定。</translation>
    </message>
    <message>
        <source>Double click: automatic limits</source>
        <translation>ダブルクリックで限度を自動設定</translation>
    </message>
</context>
<context>
    <name>cf::ui::CommandPalette</name>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>指示</translation>
    </message>
    <message>
        <source>Opened images</source>
        <translation>開いている画像</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>ヘルプ</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>コマンドパレット</translation>
    </message>
    <message>
        <source>Type an action, an instruction, a study or a question</source>
        <translation>操作、指示、検査、質問を入力</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>検索結果</translation>
    </message>
    <message>
        <source>Nothing has all these words.</source>
        <translation>すべての語を含むものはありません。</translation>
    </message>
</context>
<context>
    <name>cf::ui::CompareView</name>
    <message>
        <source>Difference · %1</source>
        <translation>差分 · %1</translation>
    </message>
</context>
<context>
    <name>cf::ui::ConditionLines</name>
    <message>
        <source>Only after an answer</source>
        <translation>回答による条件を追加</translation>
    </message>
    <message>
        <source>Earlier question</source>
        <translation>前の質問</translation>
    </message>
    <message>
        <source>How its answer is compared</source>
        <translation>回答の比べ方</translation>
    </message>
    <message>
        <source>Answer that is compared</source>
        <translation>比べる回答</translation>
    </message>
    <message>
        <source>yes, no, a key or a number</source>
        <translation>yes、no、保存値または数値</translation>
    </message>
    <message>
        <source>Take out the condition</source>
        <translation>条件を除外</translation>
    </message>
    <message>
        <source>There is no earlier question.</source>
        <translation>前の質問がありません。</translation>
    </message>
</context>
<context>
    <name>cf::ui::ConflictPanel</name>
    <message>
        <source>Conflicts of merged answers</source>
        <translation>統合した回答の不一致</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>読影者</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>症例</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>段階</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>質問</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>保存済み</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>ファイルの回答</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>A merged file has other answers than the study under the same key. Both are kept; figures are computed of the stored ones. Answers are shown after the reading.</source>
        <translation>統合したファイルの回答が、研究に保存済みの回答と異なります。両方を保管し、統計は保存済みの回答で計算します。回答は読影終了後に表示されます。</translation>
    </message>
    <message>
        <source>Reading conflicts</source>
        <translation>不一致を読み込んでいます</translation>
    </message>
</context>
<context>
    <name>cf::ui::CoordinatorWorkplace</name>
    <message>
        <source>Protocol</source>
        <translation>プロトコル</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>症例</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>読影者</translation>
    </message>
    <message>
        <source>Leak check</source>
        <translation>漏洩チェック</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>封印</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>実施</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>The study</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>coordinator</source>
        <translation>コーディネーター</translation>
    </message>
    <message>
        <source>Leave the study</source>
        <translation>研究を閉じる</translation>
    </message>
    <message>
        <source>Work under way</source>
        <translation>処理中</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>検証</translation>
    </message>
    <message>
        <source>Where the study is kept</source>
        <translation>研究の保存先</translation>
    </message>
    <message>
        <source>Studies (*.cfstudy)</source>
        <translation>研究 (*.cfstudy)</translation>
    </message>
    <message>
        <source>Reader package</source>
        <translation>読影者パッケージ</translation>
    </message>
    <message>
        <source>Passphrase of the package</source>
        <translation>パッケージのパスフレーズ</translation>
    </message>
    <message>
        <source>Data set %1</source>
        <translation>データセット %1</translation>
    </message>
</context>
<context>
    <name>cf::ui::DataSetsWorkplace</name>
    <message>
        <source>Batches</source>
        <translation>バッチ</translation>
    </message>
    <message>
        <source>The batch</source>
        <translation>バッチ</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>データセット</translation>
    </message>
    <message>
        <source>Open a plan…</source>
        <translation>計画を開く…</translation>
    </message>
    <message>
        <source>Save the plan…</source>
        <translation>計画を保存…</translation>
    </message>
    <message>
        <source>A plan</source>
        <translation>計画</translation>
    </message>
    <message>
        <source>Plans (*.json);;All files (*)</source>
        <translation>計画 (*.json);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Save the plan</source>
        <translation>計画を保存</translation>
    </message>
    <message>
        <source>Plans (*.json)</source>
        <translation>計画 (*.json)</translation>
    </message>
    <message>
        <source>New plan</source>
        <translation>新しい計画</translation>
    </message>
    <message>
        <source>Open a batch…</source>
        <translation>バッチを開く…</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>一覧から除く</translation>
    </message>
    <message>
        <source>Nothing on the disk is touched.</source>
        <translation>ディスク上のものは変更されません。</translation>
    </message>
    <message>
        <source>The folder of a batch</source>
        <translation>バッチのフォルダ</translation>
    </message>
    <message>
        <source>The plan was saved.</source>
        <translation>計画を保存しました。</translation>
    </message>
    <message>
        <source>A batch is running. It stops with the window; nothing that was finished is lost, and it goes on at its next start.</source>
        <translation>バッチを実行中です。ウィンドウを閉じると停止します。完了した分は失われず、次の開始時に続きから始まります。</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>バッチ</translation>
    </message>
    <message>
        <source>Pilot</source>
        <translation>パイロット</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>データセット</translation>
    </message>
    <message>
        <source>Batch or pilot</source>
        <translation>バッチまたはパイロット</translation>
    </message>
    <message>
        <source>A stage of a pilot is running. It stops with the window, and goes on where it was at its next start.</source>
        <translation>パイロットの段階を実行中です。ウィンドウとともに停止し、次回の開始時に続きから再開します。</translation>
    </message>
</context>
<context>
    <name>cf::ui::DifferencePanel</name>
    <message>
        <source>Difference</source>
        <translation>差分</translation>
    </message>
    <message>
        <source>spread over seeds</source>
        <translation>シード間のばらつき</translation>
    </message>
    <message>
        <source>What the map shows</source>
        <translation>マップの内容</translation>
    </message>
    <message>
        <source>The spread over seeds is there after an edit of several seeds</source>
        <translation>シード間のばらつきは複数シードの編集後に表示されます</translation>
    </message>
    <message>
        <source>What changes will show here.</source>
        <translation>変化がここに表示されます。</translation>
    </message>
    <message>
        <source>difference map</source>
        <translation>差分マップ</translation>
    </message>
    <message>
        <source>Pin the limits of the map</source>
        <translation>マップの限度を固定</translation>
    </message>
    <message>
        <source>Pin the limits: other edits are then shown with the same scale</source>
        <translation>限度を固定し、他の編集も同じ尺度で表示します</translation>
    </message>
    <message>
        <source>No counterfactual is shown.</source>
        <translation>反実仮想画像は表示されていません。</translation>
    </message>
    <message>
        <source>edit − original</source>
        <translation>編集 − 原画像</translation>
    </message>
</context>
<context>
    <name>cf::ui::DisputePanel</name>
    <message>
        <source>Marks</source>
        <translation>マーク</translation>
    </message>
    <message>
        <source>Instruction followed</source>
        <translation>指示どおりか</translation>
    </message>
    <message>
        <source>Anything else changed</source>
        <translation>他の変化</translation>
    </message>
    <message>
        <source>Plausible</source>
        <translation>もっともらしさ</translation>
    </message>
    <message>
        <source>%1: present</source>
        <translation>%1：存在</translation>
    </message>
    <message>
        <source>%1: change</source>
        <translation>%1：変化</translation>
    </message>
    <message>
        <source>%1: side</source>
        <translation>%1：側</translation>
    </message>
    <message>
        <source>%1: degree</source>
        <translation>%1：程度</translation>
    </message>
    <message>
        <source>△ %1 annotators differ on:</source>
        <translation>△ %1名の評価が異なる項目：</translation>
    </message>
    <message>
        <source>△ %1 annotators differ here. What they said is not shown to you.</source>
        <translation>△ %1名の評価が異なります。その内容は表示されません。</translation>
    </message>
</context>
<context>
    <name>cf::ui::EditDocument</name>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1 y</source>
        <translation>%1 歳</translation>
    </message>
    <message>
        <source>%1 view</source>
        <translation>%1 像</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>画像</translation>
    </message>
</context>
<context>
    <name>cf::ui::EditHistoryModel</name>
    <message>
        <source>Original</source>
        <translation>原画像</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>編集 %1</translation>
    </message>
    <message>
        <source>Edit %1, synthetic</source>
        <translation>編集 %1、合成</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>却下</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>星付き</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>not generated</source>
        <translation>未生成</translation>
    </message>
</context>
<context>
    <name>cf::ui::EditSession</name>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <translation>yyyy年M月d日 HH:mm</translation>
    </message>
    <message>
        <source>This image is open in another window too. What you type and draw here is kept as a branch of its own; edits of both come into one history.</source>
        <translation>この画像は別のウィンドウでも開かれています。ここでの入力と描画は別の分岐として保存され、両方の編集は1つの履歴に入ります。</translation>
    </message>
    <message>
        <source>1 edit of this image is here again, of %1.</source>
        <translation>この画像の編集1件を復元しました（%1）。</translation>
    </message>
    <message>
        <source>%1 edits of this image are here again, the last of %2.</source>
        <translation>この画像の編集 %1 件を復元しました（最後は %2）。</translation>
    </message>
    <message>
        <source>%1 cannot be shown: %2</source>
        <translation>%1 は表示できません：%2</translation>
    </message>
    <message>
        <source>Stopped: the window was closed while it ran.</source>
        <translation>中止：実行中にウィンドウが閉じられました。</translation>
    </message>
    <message>
        <source>Never begun: the window was closed while it waited.</source>
        <translation>未実行：待機中にウィンドウが閉じられました。</translation>
    </message>
    <message>
        <source>Mask of edit %1</source>
        <translation>編集 %1 のマスク</translation>
    </message>
    <message>
        <source>The image is being read.</source>
        <translation>画像を読み込んでいます。</translation>
    </message>
    <message>
        <source>The chosen image cannot be shown.</source>
        <translation>選択した画像は表示できません。</translation>
    </message>
    <message>
        <source>Open a study first.</source>
        <translation>先に検査を開いてください。</translation>
    </message>
    <message>
        <source>The model is loading.</source>
        <translation>モデルを読み込んでいます。</translation>
    </message>
    <message>
        <source>Load a model first.</source>
        <translation>先にモデルを読み込んでください。</translation>
    </message>
    <message>
        <source>%1 edits wait already. This one was not added.</source>
        <translation>すでに %1 件が待機中です。この編集は追加されていません。</translation>
    </message>
    <message>
        <source>The edit follows as soon as its region is found.</source>
        <translation>範囲が見つかりしだい編集を実行します。</translation>
    </message>
    <message>
        <source>Finding the region of the edit.</source>
        <translation>編集範囲を探しています。</translation>
    </message>
    <message>
        <source>Edit %1 is running again.</source>
        <translation>編集 %1 を再実行しています。</translation>
    </message>
    <message>
        <source>Edit %1 is running.</source>
        <translation>編集 %1 を実行しています。</translation>
    </message>
    <message>
        <source>Finding the region was cancelled.</source>
        <translation>範囲の検索を中止しました。</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>編集 %1</translation>
    </message>
    <message>
        <source>%1 was refused: %2</source>
        <translation>%1 は却下されました：%2</translation>
    </message>
    <message>
        <source>%1 is ready.</source>
        <translation>%1 ができました。</translation>
    </message>
    <message>
        <source>Cancelled at step %1 of %2.</source>
        <translation>%2ステップ中%1で中止しました。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>中止しました。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Proposed region</source>
        <translation>提案された範囲</translation>
    </message>
    <message>
        <source>Proposed region%1. Correct it with the brush (B, E), then press Generate to apply it.</source>
        <translation>範囲の提案%1。ブラシ（B、E）で修正し、「生成」を押すと適用します。</translation>
    </message>
    <message>
        <source>, within the named anatomy</source>
        <translation>（指定した解剖の内側）</translation>
    </message>
    <message>
        <source>Edit %1 is in the bin for 30 days.</source>
        <translation>編集 %1 をごみ箱に入れました（30日間）。</translation>
    </message>
    <message>
        <source>Edit %1 is out of the bin.</source>
        <translation>編集 %1 をごみ箱から戻しました。</translation>
    </message>
    <message>
        <source>The next edits branch from edit %1.</source>
        <translation>次の編集は編集 %1 から分岐します。</translation>
    </message>
    <message>
        <source>%1 could not be run again: %2</source>
        <translation>%1 を再実行できませんでした：%2</translation>
    </message>
    <message>
        <source>Running %1 again was cancelled.</source>
        <translation>%1 の再実行を中止しました。</translation>
    </message>
    <message>
        <source>another model</source>
        <translation>別のモデル</translation>
    </message>
    <message>
        <source>another version of the program</source>
        <translation>別の版のプログラム</translation>
    </message>
    <message>
        <source>identical, 0 px differ</source>
        <translation>同一、差 0 px</translation>
    </message>
    <message>
        <source>%1 px differ</source>
        <translation>差 %1 px</translation>
    </message>
    <message>
        <source>%1 run again: %2.</source>
        <translation>%1 の再実行：%2。</translation>
    </message>
    <message>
        <source>This is edit %1 of an image, not a radiograph.</source>
        <translation>これは画像の編集 %1 で、X線写真ではありません。</translation>
    </message>
    <message>
        <source>Region of the edit</source>
        <translation>編集範囲</translation>
    </message>
    <message>
        <source>Kept from the candidates of edit %1: %2.</source>
        <translation>編集 %1 の候補から採用：%2。</translation>
    </message>
    <message>
        <source>Edit %1 was kept.</source>
        <translation>編集 %1 として残しました。</translation>
    </message>
    <message>
        <source>Only an edit that ended in a counterfactual can be run again.</source>
        <translation>再実行できるのは反実仮想のある編集だけです。</translation>
    </message>
    <message>
        <source>Mask from a file</source>
        <translation>ファイルからのマスク</translation>
    </message>
    <message>
        <source>The mask of the file was taken.</source>
        <translation>ファイルのマスクを取り込みました。</translation>
    </message>
    <message>
        <source>Answer the question over the film first.</source>
        <translation>先に画像の上の質問に答えてください。</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>ドラッグ</translation>
    </message>
    <message>
        <source>From a batch.</source>
        <translation>バッチから。</translation>
    </message>
    <message>
        <source>1 draft of another window on this image is in the history.</source>
        <translation>この画像に対する別ウィンドウの下書き 1 件が履歴にあります。</translation>
    </message>
    <message>
        <source>%1 drafts of another window on this image are in the history.</source>
        <translation>この画像に対する別ウィンドウの下書き %1 件が履歴にあります。</translation>
    </message>
</context>
<context>
    <name>cf::ui::EditWorkplace</name>
    <message>
        <source>Studies</source>
        <translation>検査</translation>
    </message>
    <message>
        <source>Difference and scorecard</source>
        <translation>差分と評価表</translation>
    </message>
    <message>
        <source>Scorecard</source>
        <translation>評価表</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候補</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>来歴</translation>
    </message>
    <message>
        <source>Scorecard and provenance</source>
        <translation>評価表と来歴</translation>
    </message>
    <message>
        <source>Scorecard or provenance</source>
        <translation>評価表または来歴</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>フォルダを開く…</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>サンプルを開く</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比較(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Mask</source>
        <translation>マスク(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>生成(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>ウィンドウ(&amp;W)</translation>
    </message>
    <message>
        <source>SYNTHETIC · edit %1</source>
        <translation>合成 SYNTHETIC · 編集 %1</translation>
    </message>
    <message>
        <source>Provenance of the shown edit</source>
        <translation>表示中の編集の来歴</translation>
    </message>
    <message>
        <source>From what, by which model and with which numbers the shown edit was made.</source>
        <translation>表示中の編集が何から、どのモデルで、どの数値で作られたか。</translation>
    </message>
    <message>
        <source>Making the sample…</source>
        <translation>サンプルを作成中…</translation>
    </message>
    <message>
        <source>%1, %2 of %3</source>
        <translation>%1、%2 / %3</translation>
    </message>
    <message>
        <source>Candidate of edit %1, not kept · %2</source>
        <translation>編集 %1 の候補、未採用 · %2</translation>
    </message>
    <message>
        <source>Files are being read.</source>
        <translation>ファイルを読み込んでいます。</translation>
    </message>
</context>
<context>
    <name>cf::ui::EyeRest</name>
    <message>
        <source>20 minutes at the screen. Look into the distance for 20 seconds.</source>
        <translation>画面を見始めて20分です。20秒間、遠くを見てください。</translation>
    </message>
</context>
<context>
    <name>cf::ui::GateRow</name>
    <message>
        <source>passed</source>
        <translation>合格</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>%1, %2, limit %3, %4</source>
        <translation>%1、%2、限度 %3、%4</translation>
    </message>
    <message>
        <source>not judged</source>
        <translation>未判定</translation>
    </message>
    <message>
        <source>%1: —. %2</source>
        <translation>%1：—。%2</translation>
    </message>
    <message>
        <source>%1: %2 (%3), %4.</source>
        <translation>%1：%2（%3）、%4。</translation>
    </message>
    <message>
        <source>%1 elsewhere</source>
        <translation>範囲外 %1</translation>
    </message>
    <message>
        <source>%1 likely</source>
        <translation>確からしさ %1</translation>
    </message>
    <message>
        <source>%1 change</source>
        <translation>変化 %1</translation>
    </message>
    <message>
        <source>1 place</source>
        <translation>1 か所</translation>
    </message>
    <message>
        <source>%1 places</source>
        <translation>%1 か所</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>検出</translation>
    </message>
    <message>
        <source>not seen</source>
        <translation>検出なし</translation>
    </message>
    <message>
        <source>%1 px differ</source>
        <translation>相違 %1 px</translation>
    </message>
    <message>
        <source>%1 of 1</source>
        <translation>1 のうち %1</translation>
    </message>
    <message>
        <source>seen over %1 the least area that counts</source>
        <translation>有意とみなす最小面積の %1 を検出</translation>
    </message>
    <message>
        <source>%1: %2, %3.</source>
        <translation>%1：%2、%3。</translation>
    </message>
</context>
<context>
    <name>cf::ui::HandleFields</name>
    <message>
        <source>Width</source>
        <translation>幅</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高さ</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>回転</translation>
    </message>
    <message>
        <source>Leads</source>
        <translation>リード数</translation>
    </message>
    <message>
        <source>Lead tip</source>
        <translation>リード先端</translation>
    </message>
    <message>
        <source>Tip</source>
        <translation>先端</translation>
    </message>
    <message>
        <source>Diameter</source>
        <translation>径</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>濃さ</translation>
    </message>
    <message>
        <source>Roughness</source>
        <translation>輪郭の凹凸</translation>
    </message>
    <message>
        <source>Rim</source>
        <translation>幅</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>範囲</translation>
    </message>
    <message>
        <source>Cardiothoracic ratio</source>
        <translation>心胸郭比</translation>
    </message>
    <message>
        <source>Electrodes</source>
        <translation>電極数</translation>
    </message>
    <message>
        <source>Wires</source>
        <translation>ワイヤ数</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>ずれ</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>%1: %2 to %3</source>
        <translation>%1：%2〜%3</translation>
    </message>
    <message>
        <source>The film has no scale; millimetres are estimated from the size of the chest.</source>
        <translation>画像に縮尺がないため、ミリメートルは胸郭の大きさから推定した値です。</translation>
    </message>
</context>
<context>
    <name>cf::ui::HeaderBar</name>
    <message>
        <source>Menus</source>
        <translation>メニュー</translation>
    </message>
    <message>
        <source>Menus (F10)</source>
        <translation>メニュー（F10）</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Local only, no network</source>
        <translation>ローカルのみ・通信なし</translation>
    </message>
    <message>
        <source>Nothing leaves this computer.</source>
        <translation>データはこのコンピュータから出ません。</translation>
    </message>
    <message>
        <source>No model</source>
        <translation>モデルなし</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>モデルを読み込んでいます</translation>
    </message>
    <message>
        <source>The window is ready meanwhile.</source>
        <translation>その間も操作できます。</translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>モデル：%1</translation>
    </message>
</context>
<context>
    <name>cf::ui::HelpWindow</name>
    <message>
        <source>Contrafact · Help</source>
        <translation>Contrafact · ヘルプ</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>ヘルプを検索</translation>
    </message>
    <message>
        <source>Help pages</source>
        <translation>ヘルプのページ</translation>
    </message>
    <message>
        <source>Help page</source>
        <translation>ヘルプ</translation>
    </message>
    <message>
        <source>No page has all these words.</source>
        <translation>すべての語を含むページはありません。</translation>
    </message>
</context>
<context>
    <name>cf::ui::HistoryDetail</name>
    <message>
        <source>Mask</source>
        <translation>マスク</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Bold: differs between the two.</source>
        <translation>太字：両者で異なる項目。</translation>
    </message>
    <message>
        <source>Your note on this edit</source>
        <translation>この編集へのメモ</translation>
    </message>
    <message>
        <source>Provenance</source>
        <translation>来歴</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>再実行</translation>
    </message>
    <message>
        <source>Makes the edit once more and says whether the same comes of it</source>
        <translation>もう一度実行し、同じ結果になるかを示します</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>分岐</translation>
    </message>
    <message>
        <source>The next edits stand under this one (Ctrl+B)</source>
        <translation>次の編集をこの下に置きます（Ctrl+B）</translation>
    </message>
    <message>
        <source>Use as source</source>
        <translation>元画像にする</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Into the bin, from where it can be taken back for 30 days (Del)</source>
        <translation>ごみ箱へ。30日間は戻せます（Del）</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>選択されていません。</translation>
    </message>
    <message>
        <source>Comparing %1 with %2</source>
        <translation>%1 と %2 の比較</translation>
    </message>
    <message>
        <source>source: synthetic</source>
        <translation>元画像：合成</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Source pixels</source>
        <translation>元の画素</translation>
    </message>
    <message>
        <source>From</source>
        <translation>元</translation>
    </message>
    <message>
        <source>To</source>
        <translation>先</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>プログラム</translation>
    </message>
    <message>
        <source>Last run again</source>
        <translation>最後の再実行</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>未実施</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Edit this counterfactual in its turn (Ctrl+Shift+B)</source>
        <translation>この反実仮想をさらに編集します（Ctrl+Shift+B）</translation>
    </message>
</context>
<context>
    <name>cf::ui::HistoryStrip</name>
    <message>
        <source>Edits will line up here, the refused ones too.</source>
        <translation>編集は却下も含めてここに並びます。</translation>
    </message>
    <message>
        <source>History of edits</source>
        <translation>編集の履歴</translation>
    </message>
</context>
<context>
    <name>cf::ui::HistoryTree</name>
    <message>
        <source>No edit of this image is to be shown here.</source>
        <translation>表示する編集はありません。</translation>
    </message>
    <message>
        <source>No image is open.</source>
        <translation>画像が開かれていません。</translation>
    </message>
    <message>
        <source>Tree of edits</source>
        <translation>編集の樹形図</translation>
    </message>
</context>
<context>
    <name>cf::ui::HistoryWorkplace</name>
    <message>
        <source>The selected edits</source>
        <translation>選択した編集</translation>
    </message>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>Filter by finding, word or note</source>
        <translation>所見・語・メモで絞り込み</translation>
    </message>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>星付き</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>却下</translation>
    </message>
    <message>
        <source>Bin</source>
        <translation>ごみ箱</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>H&amp;istory</source>
        <translation>履歴(&amp;I)</translation>
    </message>
    <message>
        <source>, %1 shown</source>
        <translation>、表示 %1 件</translation>
    </message>
    <message>
        <source>%1 · %2, %3 refused</source>
        <translation>%1 · %2、うち却下 %3 件</translation>
    </message>
    <message>
        <source>1 edit</source>
        <translation>編集 1 件</translation>
    </message>
    <message>
        <source>%1 edits</source>
        <translation>編集 %1 件</translation>
    </message>
</context>
<context>
    <name>cf::ui::InstructionEdit</name>
    <message>
        <source>Instruction: what should change</source>
        <translation>指示：変更内容</translation>
    </message>
    <message>
        <source>For example: remove the pacemaker</source>
        <translation>例：ペースメーカーを消す</translation>
    </message>
</context>
<context>
    <name>cf::ui::InstructionLine</name>
    <message>
        <source>Instruction: what should change</source>
        <translation>指示：変更内容</translation>
    </message>
    <message>
        <source>What should change? Enter generates, Esc leaves.</source>
        <translation>変更内容は？ Enter で生成、Esc で戻ります。</translation>
    </message>
</context>
<context>
    <name>cf::ui::ItemList</name>
    <message>
        <source>Earlier</source>
        <translation>前へ</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>後へ</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>Ctrl+↑ ↓ move, Del takes out, Ins adds</source>
        <translation>Ctrl+↑ ↓ で移動、Del で削除、Ins で追加</translation>
    </message>
</context>
<context>
    <name>cf::ui::KeysDialog</name>
    <message>
        <source> or </source>
        <translation> または </translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>Plain letters work while no text field has the focus; Esc leaves the instruction.</source>
        <translation>文字キーは入力欄以外で働きます。Esc で指示欄から出ます。</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Search the keys</source>
        <translation>キーを検索</translation>
    </message>
    <message>
        <source>What they do</source>
        <translation>はたらき</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>すべてのキー</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>cf::ui::KeysPage</name>
    <message>
        <source>Actions and their keys</source>
        <translation>操作とキー</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>Standard keys</source>
        <translation>標準のキー</translation>
    </message>
    <message>
        <source>The selected action has the keys of the key map again</source>
        <translation>選択した操作を標準のキーに戻します</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>キーなし</translation>
    </message>
    <message>
        <source>Enter or a double click, then the new keys. Esc leaves them as they are.</source>
        <translation>Enter またはダブルクリックの後、新しいキーを押します。Esc で変更しません。</translation>
    </message>
    <message>
        <source>Press the new keys</source>
        <translation>新しいキーを押す</translation>
    </message>
    <message>
        <source>Waiting for keys for: %1</source>
        <translation>キー入力待ち：%1</translation>
    </message>
    <message>
        <source>%1 is taken by: %2. Give that another key first.</source>
        <translation>%1 は「%2」で使用中です。先にそちらを変更してください。</translation>
    </message>
    <message>
        <source>Changed at once.</source>
        <translation>変更しました。</translation>
    </message>
    <message>
        <source>Left as they were.</source>
        <translation>変更しませんでした。</translation>
    </message>
</context>
<context>
    <name>cf::ui::LeakPage</name>
    <message>
        <source>Look for leaks</source>
        <translation>漏洩を調べる</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Leak check</source>
        <translation>漏洩チェック</translation>
    </message>
    <message>
        <source>The study is sealed with the check that was made then.</source>
        <translation>封印時のチェックが記録されています。</translation>
    </message>
    <message>
        <source>There are no cases yet.</source>
        <translation>症例がまだありません。</translation>
    </message>
    <message>
        <source>Not looked for yet.</source>
        <translation>まだ調べていません。</translation>
    </message>
    <message>
        <source>%1 real and %2 synthetic images.</source>
        <translation>実画像 %1、合成画像 %2。</translation>
    </message>
    <message>
        <source>Out of date: cases have changed since.</source>
        <translation>古い結果です：その後症例が変わりました。</translation>
    </message>
    <message>
        <source>△ Too few images to tell: ten of each kind are needed.</source>
        <translation>△ 画像が少なく判定できません：各10枚必要です。</translation>
    </message>
    <message>
        <source>✓ No channel leaks.</source>
        <translation>✓ 漏洩はありません。</translation>
    </message>
    <message>
        <source>Looking for leaks</source>
        <translation>漏洩を調べています</translation>
    </message>
    <message>
        <source>A channel leaks.</source>
        <translation>漏洩があります。</translation>
    </message>
    <message>
        <source>No channel was found to leak.</source>
        <translation>漏洩は見つかりませんでした。</translation>
    </message>
    <message>
        <source>⊘ Leak found: %1 (AUC %2). Harmonise before sealing.</source>
        <translation>⊘ 手がかりが見つかりました：%1（AUC %2）。確定の前に処理をそろえてください。</translation>
    </message>
    <message>
        <source>A small detector tries to tell real from synthetic images without looking at the chest, channel by channel. 0.5 is chance. A trained rule over all features is cross-validated over patients: it knows its own direction, so a figure below 0.5 is nothing that could be turned round. Each single feature is looked at in both directions, with an interval that allows for all of them; the one that tells most is shown. A channel leaks where either 95 % interval lies above the limit; the study is not sealed then, unless you write why.</source>
        <translation>小さな検出器が胸部を見ずに実画像と合成画像の区別を項目ごとに試みます。0.5 は偶然です。全指標を使う規則は患者単位で交差検証されます。規則は自分の向きを知っているので、0.5 を下回っても逆に読める手がかりではありません。単独の指標はそれぞれ両方向で調べ、全指標を考慮した区間を付け、最も差のあるものを示します。どちらかの 95 % 区間が限度を超える項目は漏洩とみなし、理由を書かない限り封印できません。</translation>
    </message>
</context>
<context>
    <name>cf::ui::Leaving</name>
    <message>
        <source>%1 Close again to leave without it.</source>
        <translation>%1 もう一度閉じると、保存せずに終了します。</translation>
    </message>
</context>
<context>
    <name>cf::ui::MainWindow</name>
    <message>
        <source>Contrafact</source>
        <translation>Contrafact</translation>
    </message>
    <message>
        <source>Contrafact · %1</source>
        <translation>Contrafact · %1</translation>
    </message>
</context>
<context>
    <name>cf::ui::MarkGroupList</name>
    <message>
        <source>Keep that of %1</source>
        <translation>%1 のものを残す</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>両方残す</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>すべて残す</translation>
    </message>
    <message>
        <source>Keep none</source>
        <translation>残さない</translation>
    </message>
    <message>
        <source>%1; nobody else</source>
        <translation>%1（他の人は無し）</translation>
    </message>
    <message>
        <source>%1; not all</source>
        <translation>%1（全員ではない）</translation>
    </message>
    <message>
        <source>To be decided</source>
        <translation>未決定</translation>
    </message>
    <message>
        <source>What becomes of: %1</source>
        <translation>扱い：%1</translation>
    </message>
</context>
<context>
    <name>cf::ui::MaskSheet</name>
    <message>
        <source>Take the mask</source>
        <translation>マスクを取り込む</translation>
    </message>
    <message>
        <source>Mask from a file</source>
        <translation>ファイルからのマスク</translation>
    </message>
    <message>
        <source>File of the mask</source>
        <translation>マスクのファイル</translation>
    </message>
    <message>
        <source>How the mask is meant</source>
        <translation>マスクの意味</translation>
    </message>
    <message>
        <source>Number of the label, or colour</source>
        <translation>ラベル番号または色</translation>
    </message>
    <message>
        <source>evident: what the file plainly is</source>
        <translation>evident：ファイルから明らかなとおり</translation>
    </message>
    <message>
        <source>grey: the grey level is the weight, white the whole of it</source>
        <translation>grey：濃淡が重み、白が最大</translation>
    </message>
    <message>
        <source>not-black: everything that is not 0 may change</source>
        <translation>not-black：0 以外はすべて変更可</translation>
    </message>
    <message>
        <source>opaque: what is opaque may change</source>
        <translation>opaque：不透明な部分が変更可</translation>
    </message>
    <message>
        <source>transparent: what is transparent may change</source>
        <translation>transparent：透明な部分が変更可</translation>
    </message>
    <message>
        <source>label: pixels of one value, or one segment</source>
        <translation>label：一つの値の画素、または一つのセグメント</translation>
    </message>
    <message>
        <source>colour: pixels of one colour</source>
        <translation>colour：一つの色の画素</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>A picture or a DICOM segmentation, of the film&apos;s size or its proportion. White may change.</source>
        <translation>画像ファイルまたは DICOM セグメンテーション。大きさか縦横比が元画像と同じもの。白い部分が変わります。</translation>
    </message>
    <message>
        <source>#RRGGBB</source>
        <translation>#RRGGBB</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>A label is a number, a colour is written #RRGGBB.</source>
        <translation>ラベルは番号、色は #RRGGBB の形で入力してください。</translation>
    </message>
</context>
<context>
    <name>cf::ui::ModelList</name>
    <message>
        <source>✕ Cannot be used</source>
        <translation>✕ 使用不可</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>読み込み中</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>検証中</translation>
    </message>
    <message>
        <source>△ Changed since it was made</source>
        <translation>△ 作成後に変更あり</translation>
    </message>
    <message>
        <source>△ Licence not accepted</source>
        <translation>△ ライセンス未承諾</translation>
    </message>
    <message>
        <source>✓ In use</source>
        <translation>✓ 使用中</translation>
    </message>
    <message>
        <source>✓ Verified</source>
        <translation>✓ 検証済み</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>未検証</translation>
    </message>
    <message>
        <source>%1 · at the start</source>
        <translation>%1 · 起動時</translation>
    </message>
    <message>
        <source>free text</source>
        <translation>自由文</translation>
    </message>
    <message>
        <source>%1 labels</source>
        <translation>%1 ラベル</translation>
    </message>
    <message>
        <source>side</source>
        <translation>左右</translation>
    </message>
    <message>
        <source>severity</source>
        <translation>程度</translation>
    </message>
    <message>
        <source>zone</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>記載なし</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Knows</source>
        <translation>理解する語</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>One edit</source>
        <translation>1編集</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>ライセンス</translation>
    </message>
    <message>
        <source>1 label</source>
        <translation>1 ラベル</translation>
    </message>
</context>
<context>
    <name>cf::ui::ModelsWorkplace</name>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>The selected model</source>
        <translation>選択したモデル</translation>
    </message>
    <message>
        <source>Verify all</source>
        <translation>すべて検証</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>フォルダを追加…</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使う</translation>
    </message>
    <message>
        <source>Load at the start</source>
        <translation>起動時に読み込む</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>検証</translation>
    </message>
    <message>
        <source>Tensor report…</source>
        <translation>テンソル一覧…</translation>
    </message>
    <message>
        <source>Licence…</source>
        <translation>ライセンス…</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>一覧から除く</translation>
    </message>
    <message>
        <source>Words this model hears</source>
        <translation>このモデルが理解する語</translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation>このコンピュータでは</translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation>モデルのフォルダ</translation>
    </message>
    <message>
        <source>Licence of %1</source>
        <translation>%1 のライセンス</translation>
    </message>
    <message>
        <source>The folder states no licence. Ask whoever made the model what you may do with it.</source>
        <translation>フォルダにライセンスの記載がありません。利用条件は作成者に確認してください。</translation>
    </message>
    <message>
        <source>Accept and use</source>
        <translation>承諾して使う</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>承諾</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>今はしない</translation>
    </message>
    <message>
        <source>%1 tensors, %2 values, %3, %4 MB</source>
        <translation>テンソル %1、値 %2、%3、%4 MB</translation>
    </message>
    <message>
        <source>Tensors of %1</source>
        <translation>%1 のテンソル</translation>
    </message>
    <message>
        <source>✓ Verified</source>
        <translation>✓ 検証済み</translation>
    </message>
    <message>
        <source>States no hashes</source>
        <translation>ハッシュの記載なし</translation>
    </message>
    <message>
        <source>Not what its hashes say: %1. Copy the folder again from its source.</source>
        <translation>ハッシュと一致しません：%1。元の場所からコピーし直してください。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>フォルダ</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>学習データ</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限界</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>%1 × %1</source>
        <translation>%1 × %1</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>%1, %2 MB, %3 tensors</source>
        <translation>%1、%2 MB、テンソル %3</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>ライセンス</translation>
    </message>
    <message>
        <source>The folder states no captions: what is typed goes to the model as it is.</source>
        <translation>キャプションの記載がありません。入力はそのままモデルに渡されます。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>%1 (measured when it is loaded here)</source>
        <translation>%1（ここで読み込むと測定）</translation>
    </message>
    <message>
        <source>%1 MB, measured when it was loaded</source>
        <translation>%1 MB（読み込み時に測定）</translation>
    </message>
    <message>
        <source>One edit</source>
        <translation>1編集</translation>
    </message>
    <message>
        <source>%1 (measured with the first edit)</source>
        <translation>%1（最初の編集で測定）</translation>
    </message>
    <message>
        <source>%1 s, the last one</source>
        <translation>%1 秒（直近）</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>読み込み中</translation>
    </message>
</context>
<context>
    <name>cf::ui::OptionBar</name>
    <message>
        <source>Window width</source>
        <translation>ウィンドウ幅</translation>
    </message>
    <message>
        <source>Window level</source>
        <translation>ウィンドウレベル</translation>
    </message>
    <message>
        <source>Brush size</source>
        <translation>ブラシの大きさ</translation>
    </message>
    <message>
        <source>Hardness of the brush&apos;s edge</source>
        <translation>ブラシの縁の硬さ</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
    <message>
        <source>L</source>
        <translation>L</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>Hardness</source>
        <translation>硬さ</translation>
    </message>
    <message>
        <source>%1 mm</source>
        <translation>%1 mm</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>cf::ui::PilotDesk</name>
    <message>
        <source>Stage %1 is running.</source>
        <translation>段階 %1 を実行中です。</translation>
    </message>
    <message>
        <source>Choose the folder of films.</source>
        <translation>画像のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>Choose a folder for the pilot.</source>
        <translation>パイロットのフォルダを選んでください。</translation>
    </message>
    <message>
        <source>Say what is to be edited.</source>
        <translation>編集内容を入力してください。</translation>
    </message>
    <message>
        <source>Stage %1 comes first.</source>
        <translation>先に段階 %1 を行ってください。</translation>
    </message>
    <message>
        <source>Stage %1 has not met all its rules. Say below why you go on all the same: it is recorded.</source>
        <translation>段階 %1 は規則をすべては満たしていません。それでも進む理由を下に書いてください。記録されます。</translation>
    </message>
    <message>
        <source>Stage %1 was stopped. It goes on where it was.</source>
        <translation>段階 %1 を停止しました。続きから再開できます。</translation>
    </message>
    <message>
        <source>A rule of stage %1 is not met.</source>
        <translation>段階 %1 の規則が満たされていません。</translation>
    </message>
    <message>
        <source>Stage %1 ended unexpectedly. Nothing that was finished is lost.</source>
        <translation>段階 %1 が予期せず終了しました。済んだものは失われていません。</translation>
    </message>
</context>
<context>
    <name>cf::ui::PilotPage</name>
    <message>
        <source>Record the reading</source>
        <translation>読影を記録</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>選択：%1</translation>
    </message>
    <message>
        <source>Your films</source>
        <translation>お手元の画像</translation>
    </message>
    <message>
        <source>Folder of the pilot</source>
        <translation>パイロットのフォルダ</translation>
    </message>
    <message>
        <source>Rules, pages and all that is made lie there. Nothing leaves this machine.</source>
        <translation>規則、ページ、作られたものはすべてここに置かれます。この機械の外には何も出ません。</translation>
    </message>
    <message>
        <source>What is to be edited</source>
        <translation>編集内容</translation>
    </message>
    <message>
        <source>One instruction a line; a pilot keeps those that it began with.</source>
        <translation>1 行に 1 つの指示。パイロットは開始時の指示を保ちます。</translation>
    </message>
    <message>
        <source>Processes that edit</source>
        <translation>編集するプロセス数</translation>
    </message>
    <message>
        <source>Who has read them</source>
        <translation>読影者</translation>
    </message>
    <message>
        <source>Who has read the cases</source>
        <translation>症例の読影者</translation>
    </message>
    <message>
        <source> % found fit</source>
        <translation> % が適切</translation>
    </message>
    <message>
        <source>Share of the edits that were found fit</source>
        <translation>適切と判断された編集の割合</translation>
    </message>
    <message>
        <source>Why you go on although a rule is not met; it is recorded for ever</source>
        <translation>規則を満たさなくても進む理由（永久に記録されます）</translation>
    </message>
    <message>
        <source>Why you go on although a rule is not met</source>
        <translation>規則を満たさなくても進む理由</translation>
    </message>
    <message>
        <source>because</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>The cases of stage %1 wait for their reader: open %2 under Validation. Once they are read, say what came of it.</source>
        <translation>段階 %1 の症例が読影を待っています。「検証」で %2 を開いてください。読影が済んだら結果を入力してください。</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>停止中…</translation>
    </message>
    <message>
        <source>Stage %1 begins …</source>
        <translation>段階 %1 を開始します…</translation>
    </message>
</context>
<context>
    <name>cf::ui::PlanForm</name>
    <message>
        <source>Sources</source>
        <translation>取得元</translation>
    </message>
    <message>
        <source>name: folder, table=FILE</source>
        <translation>名前: フォルダー, table=ファイル</translation>
    </message>
    <message>
        <source>Several folders, one a line as seen from the films&apos; folder; or a study&apos;s films: name: manifest=FILE, arm=NAME.</source>
        <translation>複数のフォルダーを、画像フォルダーから見たパスで一行に一つ。試験の画像の場合は 名前: manifest=ファイル, arm=アーム名。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no part of a source: write name: folder, table=FILE or name: manifest=FILE, arm=NAME</source>
        <translation>「%1」は取得元の指定ではありません。名前: フォルダー, table=ファイル または 名前: manifest=ファイル, arm=アーム名 のように書いてください</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no seed: write 0, 1, 2</source>
        <translation>「%1」はシードではありません。0, 1, 2 のように書いてください</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no split: write train 0.7, test 0.3</source>
        <translation>「%1」は分割ではありません。train 0.7, test 0.3 のように書いてください</translation>
    </message>
    <message>
        <source>PNG of each image</source>
        <translation>画像の PNG</translation>
    </message>
    <message>
        <source>PNG of each region</source>
        <translation>範囲の PNG</translation>
    </message>
    <message>
        <source>As a file</source>
        <translation>ファイルとして</translation>
    </message>
    <message>
        <source>What contrafact-cli batch --plan takes.</source>
        <translation>contrafact-cli batch --plan が読む形式です。</translation>
    </message>
    <message>
        <source>The plan as JSON</source>
        <translation>JSON としての計画</translation>
    </message>
    <message>
        <source>Folder of films</source>
        <translation>画像のフォルダ</translation>
    </message>
    <message>
        <source>DICOM files and pictures, perhaps with labels.csv</source>
        <translation>DICOM ファイルと画像。labels.csv があれば使用</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>規則</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>パラメータ</translation>
    </message>
    <message>
        <source>name=number, name=number; empty: the method&apos;s own</source>
        <translation>名前=数値, 名前=数値。空欄なら方法の既定値</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>シード</translation>
    </message>
    <message>
        <source>Each seed is an edit of its own.</source>
        <translation>シードごとに一つの編集になります。</translation>
    </message>
    <message>
        <source>Split by patient</source>
        <translation>患者ごとの分割</translation>
    </message>
    <message>
        <source>Seed of the split</source>
        <translation>分割のシード</translation>
    </message>
    <message>
        <source>seed </source>
        <translation>シード </translation>
    </message>
    <message>
        <source>Split</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>By patient, before anything is made; a counterfactual has its film&apos;s split.</source>
        <translation>作成前に患者ごとに決めます。反実仮想画像は元画像と同じ分割に入ります。</translation>
    </message>
    <message>
        <source>Synthetic DICOM</source>
        <translation>合成 DICOM</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>出力</translation>
    </message>
    <message>
        <source>Refused edits are kept apart, with their reasons.</source>
        <translation>却下された編集は理由とともに別に保存します。</translation>
    </message>
    <message>
        <source>Folder of the data set</source>
        <translation>データセットのフォルダ</translation>
    </message>
    <message>
        <source>A new folder</source>
        <translation>新しいフォルダ</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>保存先</translation>
    </message>
    <message>
        <source>as many as help</source>
        <translation>自動（有効な数）</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>ワーカー</translation>
    </message>
    <message>
        <source>Processes at work side by side. The bytes are the same.</source>
        <translation>並行して動くプロセスの数。結果のバイトは同じです。</translation>
    </message>
    <message>
        <source>auto: what measures best for each instruction</source>
        <translation>auto：指示ごとに測定値が最良のもの</translation>
    </message>
    <message>
        <source>With the bundled model.</source>
        <translation>同梱モデルを使用。</translation>
    </message>
    <message>
        <source>With the model in use: %1</source>
        <translation>使用中のモデル：%1</translation>
    </message>
    <message>
        <source>The plan of a batch that has begun stays as it is.</source>
        <translation>開始したバッチの計画は変更できません。</translation>
    </message>
    <message>
        <source>1 film</source>
        <translation>画像 1 枚</translation>
    </message>
    <message>
        <source>%1 films</source>
        <translation>画像 %1 枚</translation>
    </message>
    <message>
        <source>%1, without a table</source>
        <translation>%1、表なし</translation>
    </message>
    <message>
        <source>%1 with a table of %2 columns</source>
        <translation>%1、%2 列の表つき</translation>
    </message>
    <message>
        <source>PNG with 16 bits</source>
        <translation>16 ビットの PNG</translation>
    </message>
    <message>
        <source>Region as DICOM SEG</source>
        <translation>領域を DICOM SEG に</translation>
    </message>
    <message>
        <source>Table of the films</source>
        <translation>画像の表</translation>
    </message>
    <message>
        <source>labels.csv in the folder, or another as seen from there: ../train.csv</source>
        <translation>フォルダーの labels.csv。別の表はそこから見た名前で: ../train.csv</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>マスク</translation>
    </message>
    <message>
        <source>Arms</source>
        <translation>比べる方法</translation>
    </message>
    <message>
        <source>name: method, name=number</source>
        <translation>名前: 方法, 名前=数</translation>
    </message>
    <message>
        <source>Several methods side by side, one a line, instead of the method above; every edit is made in each.</source>
        <translation>上の方法のかわりに、いくつかの方法を一行に一つずつ並べます。どの編集もそれぞれの方法で作られます。</translation>
    </message>
    <message>
        <source>Folder of masks</source>
        <translation>マスクのフォルダー</translation>
    </message>
    <message>
        <source>found by the model; or a folder as seen from the films: ../masks</source>
        <translation>モデルが見つけます。または画像のフォルダーから見たフォルダー: ../masks</translation>
    </message>
    <message>
        <source>Column that names the mask</source>
        <translation>マスクを名指す列</translation>
    </message>
    <message>
        <source>column, if not by name</source>
        <translation>列（名前で探さない場合）</translation>
    </message>
    <message>
        <source>How masks are meant</source>
        <translation>マスクの読み方</translation>
    </message>
</context>
<context>
    <name>cf::ui::PreferencesWindow</name>
    <message>
        <source>Contrafact · Preferences</source>
        <translation>Contrafact · 設定</translation>
    </message>
    <message>
        <source>Search preferences</source>
        <translation>設定を検索</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>ページ</translation>
    </message>
    <message>
        <source>No preference has all these words.</source>
        <translation>すべての語を含む設定はありません。</translation>
    </message>
    <message>
        <source>Reset this page</source>
        <translation>このページを戻す</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>フォルダ</translation>
    </message>
    <message>
        <source>Contrafact opens no connection of its own. Only a study on a database server is read and written over the network, where you enter its address. Nothing else leaves this computer unless you save a file and carry it.</source>
        <translation>Contrafact が自ら通信することはありません。ネットワークを使うのは、アドレスを入力してデータベースサーバー上の研究を開いたときだけです。それ以外は、ファイルを保存して持ち出さない限り、このコンピューターの外に出ません。</translation>
    </message>
</context>
<context>
    <name>cf::ui::ProbeReadout</name>
    <message>
        <source>Values under the pointer</source>
        <translation>ポインタ位置の値</translation>
    </message>
    <message>
        <source>Pointer</source>
        <translation>ポインタ</translation>
    </message>
    <message>
        <source>move over an image</source>
        <translation>画像上に移動</translation>
    </message>
    <message>
        <source>x %1  y %2</source>
        <translation>x %1  y %2</translation>
    </message>
    <message>
        <source>mark, source value %1</source>
        <translation>表示マーク、元の値 %1</translation>
    </message>
    <message>
        <source>Δ %1</source>
        <translation>Δ %1</translation>
    </message>
    <message>
        <source>Rebuilt, no edit: %1</source>
        <translation>再構成（編集なし）：%1</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>変化なし</translation>
    </message>
    <message>
        <source>below the noise floor of ±%1</source>
        <translation>ノイズフロア ±%1 以下</translation>
    </message>
    <message>
        <source>brighter on the screen</source>
        <translation>画面上で明るく</translation>
    </message>
    <message>
        <source>darker on the screen</source>
        <translation>画面上で暗く</translation>
    </message>
</context>
<context>
    <name>cf::ui::PromptPanel</name>
    <message>
        <source>%1 s left</source>
        <translation>残り %1 秒</translation>
    </message>
    <message>
        <source>about %1 min left</source>
        <translation>残り約 %1 分</translation>
    </message>
    <message>
        <source>own</source>
        <translation>固有</translation>
    </message>
    <message>
        <source>, step %1 of %2</source>
        <translation>、ステップ %1 / %2</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>待機 %1 件</translation>
    </message>
    <message>
        <source>The captions are written by hand and no longer follow the instruction.</source>
        <translation>キャプションは手書きで、指示には従いません。</translation>
    </message>
    <message>
        <source>1 of %1: %2</source>
        <translation>%1 件中1：%2</translation>
    </message>
    <message>
        <source>The caption after is empty.</source>
        <translation>変更後のキャプションが空です。</translation>
    </message>
    <message>
        <source>Nothing to change yet.</source>
        <translation>変更内容がありません。</translation>
    </message>
    <message>
        <source>See the line under the instruction.</source>
        <translation>指示の下の行を見てください。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Cancel (Shift+Esc)</source>
        <translation>中止（Shift+Esc）</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Generate (Ctrl+Enter)</source>
        <translation>生成（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>About %1 s</source>
        <translation>約 %1 秒</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>Region first</source>
        <translation>先に範囲を表示</translation>
    </message>
    <message>
        <source>Earlier instructions (Alt+Up, Alt+Down)</source>
        <translation>以前の指示（Alt+↑、Alt+↓）</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>例</translation>
    </message>
    <message>
        <source>Steps: 0 takes the method&apos;s own number</source>
        <translation>ステップ：0 は方法の既定値</translation>
    </message>
    <message>
        <source>Words you type appear here with how the model will use them.</source>
        <translation>入力した語と、モデルでの扱いがここに表示されます。</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>New seed (Ctrl+Shift+N)</source>
        <translation>新しいシード（Ctrl+Shift+N）</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>シード</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>ステップ</translation>
    </message>
    <message>
        <source>Where no mask is drawn, the region that the program finds is laid on the original as a mask. Correct it with the brush; the next press of Generate applies it.</source>
        <translation>マスクがない場合、プログラムが見つけた範囲を原画像にマスクとして表示します。ブラシで修正し、もう一度「生成」を押すと適用します。</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>シード数</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進行状況</translation>
    </message>
    <message>
        <source>remove the pacemaker</source>
        <translation>ペースメーカーを消す</translation>
    </message>
    <message>
        <source>add a small left pleural effusion</source>
        <translation>少量の左胸水を加える</translation>
    </message>
    <message>
        <source>make the heart bigger</source>
        <translation>心臓を大きくする</translation>
    </message>
    <message>
        <source>remove the right pleural effusion</source>
        <translation>右胸水を消す</translation>
    </message>
    <message>
        <source>add a pacemaker</source>
        <translation>ペースメーカーを加える</translation>
    </message>
    <message>
        <source>remove the ECG leads</source>
        <translation>心電図電極を消す</translation>
    </message>
    <message>
        <source>replace the large effusion by a small one</source>
        <translation>大量の胸水を少量にする</translation>
    </message>
    <message>
        <source>Earlier instructions</source>
        <translation>以前の指示</translation>
    </message>
    <message>
        <source>No instruction has been used yet</source>
        <translation>使用した指示はまだありません</translation>
    </message>
    <message>
        <source>Seed: the same seed gives the same edit</source>
        <translation>シード：同じシードは同じ編集になります</translation>
    </message>
    <message>
        <source>Seeds in one batch: above 1 their spread is shown beside the edit</source>
        <translation>一度に使うシード数：2以上でばらつきも表示</translation>
    </message>
    <message>
        <source>This method takes no steps.</source>
        <translation>この方法にステップはありません。</translation>
    </message>
</context>
<context>
    <name>cf::ui::ProtocolPage</name>
    <message>
        <source>Why it is amended; kept with it</source>
        <translation>改訂の理由（記録されます）</translation>
    </message>
    <message>
        <source>Reason of the amendment</source>
        <translation>改訂の理由</translation>
    </message>
    <message>
        <source>How many readers and cases?</source>
        <translation>読影者と症例の数は足りるか</translation>
    </message>
    <message>
        <source>The whole protocol</source>
        <translation>プロトコル全文</translation>
    </message>
    <message>
        <source>Amend</source>
        <translation>改訂</translation>
    </message>
    <message>
        <source>Take the changes</source>
        <translation>変更を反映</translation>
    </message>
    <message>
        <source>Nothing has changed.</source>
        <translation>変更はありません。</translation>
    </message>
    <message>
        <source>An amendment needs a reason.</source>
        <translation>改訂には理由が必要です。</translation>
    </message>
    <message>
        <source>Storing the protocol</source>
        <translation>プロトコルを保存しています</translation>
    </message>
    <message>
        <source>Amended. The version before stays beside it.</source>
        <translation>改訂しました。前の版も残ります。</translation>
    </message>
    <message>
        <source>The protocol is stored.</source>
        <translation>プロトコルを保存しました。</translation>
    </message>
    <message>
        <source>Design and rules</source>
        <translation>デザインと規則</translation>
    </message>
    <message>
        <source>Arms</source>
        <translation>群</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>質問</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>段階</translation>
    </message>
    <message>
        <source>How many?</source>
        <translation>必要数</translation>
    </message>
    <message>
        <source>As text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>The whole protocol as JSON, as the command line takes it. What is typed is checked at once.</source>
        <translation>プロトコル全体の JSON（コマンドラインと同じ形式）。入力はすぐに検査されます。</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>ファイルから…</translation>
    </message>
    <message>
        <source>Export protocol…</source>
        <translation>プロトコルを書き出す…</translation>
    </message>
    <message>
        <source>A protocol</source>
        <translation>プロトコル</translation>
    </message>
    <message>
        <source>Protocols (*.json);;All files (*)</source>
        <translation>プロトコル (*.json);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>The protocol</source>
        <translation>プロトコル</translation>
    </message>
    <message>
        <source>Protocols (*.json)</source>
        <translation>プロトコル (*.json)</translation>
    </message>
    <message>
        <source>The protocol of %1 stands in the fields; it is not taken yet.</source>
        <translation>%1 のプロトコルを欄に読み込みました。まだ反映されていません。</translation>
    </message>
    <message>
        <source>There is a file of that name already. Choose another name.</source>
        <translation>同じ名前のファイルがあります。別の名前にしてください。</translation>
    </message>
    <message>
        <source>Written.</source>
        <translation>書き出しました。</translation>
    </message>
    <message>
        <source>Parts of the protocol</source>
        <translation>プロトコルの部分</translation>
    </message>
</context>
<context>
    <name>cf::ui::QuestionForm</name>
    <message>
        <source>Short name</source>
        <translation>短い名前</translation>
    </message>
    <message>
        <source>e.g. effusion</source>
        <translation>例：effusion</translation>
    </message>
    <message>
        <source>Question, English</source>
        <translation>質問（英語）</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英語</translation>
    </message>
    <message>
        <source>Question, Japanese</source>
        <translation>質問（日本語）</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日本語</translation>
    </message>
    <message>
        <source>Hint, English</source>
        <translation>補足（英語）</translation>
    </message>
    <message>
        <source>Hint, Japanese</source>
        <translation>補足（日本語）</translation>
    </message>
    <message>
        <source>Must be answered</source>
        <translation>回答必須</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>正解</translation>
    </message>
    <message>
        <source>Name of the right answer among the cases&apos; truths</source>
        <translation>症例の正解のうち比べるものの名前</translation>
    </message>
    <message>
        <source>&quot;No difference&quot; may be answered</source>
        <translation>「差なし」も選べる</translation>
    </message>
    <message>
        <source>Each mark bears a confidence</source>
        <translation>印ごとに確信度をつける</translation>
    </message>
    <message>
        <source>Kind of answer</source>
        <translation>回答の種類</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>質問</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>補足</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>選択肢</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>尋ねる条件</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Step; 0: any number</source>
        <translation>刻み（0：任意）</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>単位</translation>
    </message>
    <message>
        <source>Unit, e.g. mm</source>
        <translation>単位（例：mm）</translation>
    </message>
    <message>
        <source>Minimum, maximum</source>
        <translation>最小、最大</translation>
    </message>
    <message>
        <source>Step (0: any), unit</source>
        <translation>刻み（0：任意）、単位</translation>
    </message>
    <message>
        <source>Shapes</source>
        <translation>形</translation>
    </message>
    <message>
        <source>Minimum number of marks</source>
        <translation>印の最少数</translation>
    </message>
    <message>
        <source>Maximum number of marks; 0: any</source>
        <translation>印の最多数（0：任意）</translation>
    </message>
    <message>
        <source>Minimum, maximum (0: any)</source>
        <translation>最少、最多（0：任意）</translation>
    </message>
    <message>
        <source>Types of marks</source>
        <translation>印の種類</translation>
    </message>
</context>
<context>
    <name>cf::ui::QuestionsForm</name>
    <message>
        <source>Questions</source>
        <translation>質問</translation>
    </message>
    <message>
        <source>Add a question</source>
        <translation>質問を追加</translation>
    </message>
</context>
<context>
    <name>cf::ui::QueuePanel</name>
    <message>
        <source>Progress of %1</source>
        <translation>%1 の進行状況</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>%1 を中止</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>処理待ち</translation>
    </message>
    <message>
        <source>Queue %1</source>
        <translation>処理待ち %1</translation>
    </message>
</context>
<context>
    <name>cf::ui::ReadersPage</name>
    <message>
        <source>Short name, e.g. R1</source>
        <translation>略号（例：R1）</translation>
    </message>
    <message>
        <source>Name, for you alone</source>
        <translation>氏名（コーディネーターのみ）</translation>
    </message>
    <message>
        <source>Experience, e.g. radiologist, 11 years</source>
        <translation>経験（例：放射線科医 11年）</translation>
    </message>
    <message>
        <source>Add reader</source>
        <translation>読影者を追加</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>Read here…</source>
        <translation>ここで読影…</translation>
    </message>
    <message>
        <source>Package…</source>
        <translation>パッケージ…</translation>
    </message>
    <message>
        <source>Merge an answer file…</source>
        <translation>回答ファイルを統合…</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>読影者</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>読影者</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>役割</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Experience</source>
        <translation>経験</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>症例</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Each reader has an order of their own. Readers may be added after sealing; who has answered stays.</source>
        <translation>読影者ごとに順序が異なります。封印後も追加できますが、回答した読影者は除外できません。</translation>
    </message>
    <message>
        <source>Taking a reader out</source>
        <translation>読影者を除外しています</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Reading begins when the study is sealed.</source>
        <translation>読影は封印後に始まります。</translation>
    </message>
    <message>
        <source>Adding a reader</source>
        <translation>読影者を追加しています</translation>
    </message>
    <message>
        <source>Writing the package</source>
        <translation>パッケージを作成しています</translation>
    </message>
    <message>
        <source>The package is written. Give the passphrase to the reader by another way than the file.</source>
        <translation>パッケージを作成しました。パスフレーズはファイルとは別の方法で伝えてください。</translation>
    </message>
    <message>
        <source>Package for %1</source>
        <translation>%1のパッケージ</translation>
    </message>
    <message>
        <source>Passphrase, which the reader needs to open it</source>
        <translation>開くためのパスフレーズ</translation>
    </message>
    <message>
        <source>Package for a reader</source>
        <translation>読影者用パッケージ</translation>
    </message>
    <message>
        <source>Reader packages (*.cfreader)</source>
        <translation>読影者パッケージ (*.cfreader)</translation>
    </message>
    <message>
        <source>Merging answers</source>
        <translation>回答を統合しています</translation>
    </message>
    <message>
        <source>An answer file of a reader</source>
        <translation>読影者の回答ファイル</translation>
    </message>
    <message>
        <source>Answer files (*.cfanswers);;All files (*)</source>
        <translation>回答ファイル (*.cfanswers);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Reader %1: answers added %2, known already %3, different and kept beside the stored ones %4.</source>
        <translation>読影者%1：追加 %2、既知 %3、不一致 %4（保存済みの回答と並べて保管）。</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>同意</translation>
    </message>
</context>
<context>
    <name>cf::ui::ReadingBar</name>
    <message>
        <source>Question about the film</source>
        <translation>画像についての質問</translation>
    </message>
    <message>
        <source>%1 How does it lie?</source>
        <translation>%1 画像の向きはどれですか。</translation>
    </message>
    <message>
        <source>Otherwise…</source>
        <translation>その他…</translation>
    </message>
</context>
<context>
    <name>cf::ui::ReadingGrid</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>cf::ui::ReadingSheet</name>
    <message>
        <source>How the film is read</source>
        <translation>画像の読み方</translation>
    </message>
    <message>
        <source>As the file says, else as it looks</source>
        <translation>ファイルの記載、なければ見た目のとおり</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>As the file says</source>
        <translation>ファイルの記載どおり</translation>
    </message>
    <message>
        <source>By its photometric interpretation alone</source>
        <translation>光度解釈だけに従う</translation>
    </message>
    <message>
        <source>The other way round than the file says</source>
        <translation>ファイルの記載と逆</translation>
    </message>
    <message>
        <source>What its entries reach</source>
        <translation>表の値の最大</translation>
    </message>
    <message>
        <source>As its stated bits say</source>
        <translation>記載されたビット数どおり</translation>
    </message>
    <message>
        <source>How it lies</source>
        <translation>向き</translation>
    </message>
    <message>
        <source>The model is given the film upright, and the result lies as the film does. The letters say where rows and columns run.</source>
        <translation>モデルには正立させて渡し、結果は元画像と同じ向きに戻します。文字は行と列の向きを示します。</translation>
    </message>
    <message>
        <source>Light and dark</source>
        <translation>明暗</translation>
    </message>
    <message>
        <source>Where a Presentation LUT Shape contradicts the photometric interpretation.</source>
        <translation>Presentation LUT Shape と光度解釈が食い違うときの扱い。</translation>
    </message>
    <message>
        <source>White of a look-up table</source>
        <translation>参照表の白</translation>
    </message>
    <message>
        <source>Where the entries of its VOI table have fewer bits than it states.</source>
        <translation>VOI 表の値が記載より少ないビットしか使わないときの扱い。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Read it so</source>
        <translation>この読み方にする</translation>
    </message>
</context>
<context>
    <name>cf::ui::Recovery</name>
    <message>
        <source>Contrafact stopped unexpectedly. Your work up to %1 is here.</source>
        <translation>前回は予期せず終了しました。%1 までの作業を復元しました。</translation>
    </message>
</context>
<context>
    <name>cf::ui::ResultsPage</name>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Compute figures</source>
        <translation>結果を計算</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>質問</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95 % 区間</translation>
    </message>
    <message>
        <source>p</source>
        <translation>p</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>報告書…</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>PDF…</translation>
    </message>
    <message>
        <source>Answers…</source>
        <translation>回答…</translation>
    </message>
    <message>
        <source>Table…</source>
        <translation>表…</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Why results are opened before the end; recorded</source>
        <translation>終了前に結果を開く理由（記録されます）</translation>
    </message>
    <message>
        <source>Reason of opening results early</source>
        <translation>終了前に結果を開く理由</translation>
    </message>
    <message>
        <source>Program that reads the table</source>
        <translation>表を読むプログラム</translation>
    </message>
    <message>
        <source>Question of the table</source>
        <translation>表にする質問</translation>
    </message>
    <message>
        <source>Every answer, one row each</source>
        <translation>全回答（1行1回答）</translation>
    </message>
    <message>
        <source>Tables (*.csv);;JSON (*.json)</source>
        <translation>表 (*.csv);;JSON (*.json)</translation>
    </message>
    <message>
        <source>The reading is over. Figures are computed of first answers; adjudicators are kept apart.</source>
        <translation>読影は終わりました。数値は最初の回答から計算され、裁定は別に扱われます。</translation>
    </message>
    <message>
        <source>Hidden until every reader has finished or the study is closed. Opened before, the reason is recorded and stands in the report.</source>
        <translation>全読影者の完了または研究の終了まで表示されません。それ以前に開くと、理由が記録され報告書に載ります。</translation>
    </message>
    <message>
        <source>Not before the reading is over, or a reason is written.</source>
        <translation>読影の終了後、または理由の記入後に行えます。</translation>
    </message>
    <message>
        <source>Computing figures</source>
        <translation>計算しています</translation>
    </message>
    <message>
        <source>… and %1 more in the report</source>
        <translation>…ほか %1 件は報告書にあります</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>報告書を書き出しています</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>書き出しました：%1</translation>
    </message>
    <message>
        <source>Writing the answers</source>
        <translation>回答を書き出しています</translation>
    </message>
    <message>
        <source>Writing the table</source>
        <translation>表を書き出しています</translation>
    </message>
    <message>
        <source>Report of the study</source>
        <translation>研究の報告書</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Pages (*.html)</source>
        <translation>ページ (*.html)</translation>
    </message>
    <message>
        <source>Answers to %1 for %2</source>
        <translation>%1の回答（%2用）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>cf::ui::RuleTable</name>
    <message>
        <source>Rules</source>
        <translation>規則</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>指示</translation>
    </message>
    <message>
        <source>Films</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Shows</source>
        <translation>値</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>規則を追加</translation>
    </message>
    <message>
        <source>Add its opposite</source>
        <translation>逆の規則を追加</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>For both directions: films that show it and films that do not.</source>
        <translation>両方向用：それが写る画像と写らない画像。</translation>
    </message>
    <message>
        <source>e.g. remove the pacemaker</source>
        <translation>例：ペースメーカーを消す</translation>
    </message>
    <message>
        <source>every film</source>
        <translation>すべての画像</translation>
    </message>
    <message>
        <source>where shown</source>
        <translation>写る画像</translation>
    </message>
    <message>
        <source>where not shown</source>
        <translation>写らない画像</translation>
    </message>
    <message>
        <source>Column of the films&apos; table</source>
        <translation>画像の表の列</translation>
    </message>
    <message>
        <source>What the column shows</source>
        <translation>列の値</translation>
    </message>
</context>
<context>
    <name>cf::ui::RulesForm</name>
    <message>
        <source>What readers agree to before their first case; the page adds what is recorded. English and Japanese</source>
        <translation>最初の症例の前に読影者が同意する文（記録される内容は自動で追記されます）。英語と日本語</translation>
    </message>
    <message>
        <source>Words before the session, English</source>
        <translation>セッション前の文（英語）</translation>
    </message>
    <message>
        <source>Words before the session, Japanese</source>
        <translation>セッション前の文（日本語）</translation>
    </message>
    <message>
        <source>Begin from its template</source>
        <translation>雛形から始める</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>題名</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>デザイン</translation>
    </message>
    <message>
        <source>Arms, questions and stages as the design usually has them take the place of these.</source>
        <translation>このデザインの標準的な群・質問・段階に置き換えます。</translation>
    </message>
    <message>
        <source>Images a case shows</source>
        <translation>1症例の画像数</translation>
    </message>
    <message>
        <source>Cases between images of a patient</source>
        <translation>同一患者の画像の間隔（症例）</translation>
    </message>
    <message>
        <source>Seed of the orders</source>
        <translation>順序の乱数の種</translation>
    </message>
    <message>
        <source>Read twice, %</source>
        <translation>再読影の割合（%）</translation>
    </message>
    <message>
        <source>Cases before a repeat</source>
        <translation>再読影までの症例数</translation>
    </message>
    <message>
        <source>Adjudicate above (0: never)</source>
        <translation>裁定する差（0：なし）</translation>
    </message>
    <message>
        <source>Break after cases (0: none)</source>
        <translation>休憩までの症例数（0：なし）</translation>
    </message>
    <message>
        <source>Break after minutes (0: none)</source>
        <translation>休憩までの分（0：なし）</translation>
    </message>
    <message>
        <source>One order for all readers</source>
        <translation>全読影者で同じ順序</translation>
    </message>
    <message>
        <source>Readers may go back</source>
        <translation>前の症例に戻れる</translation>
    </message>
    <message>
        <source>Right answers after training cases</source>
        <translation>練習症例の後に正解を示す</translation>
    </message>
    <message>
        <source>Time is recorded</source>
        <translation>時間を記録する</translation>
    </message>
    <message>
        <source>Window and zoom are recorded</source>
        <translation>ウィンドウと拡大を記録する</translation>
    </message>
    <message>
        <source>Reports name the readers</source>
        <translation>報告書に読影者名を載せる</translation>
    </message>
    <message>
        <source>Tools that readers have</source>
        <translation>読影者が使える道具</translation>
    </message>
    <message>
        <source>Analysis plan, as JSON: sealed with the protocol, and beside what was done on the report</source>
        <translation>解析計画（JSON）：プロトコルとともに封印され、報告書で実施内容と並べて示されます</translation>
    </message>
    <message>
        <source>Analysis plan</source>
        <translation>解析計画</translation>
    </message>
</context>
<context>
    <name>cf::ui::RunPage</name>
    <message>
        <source>Close the study</source>
        <translation>研究を終了</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>進捗</translation>
    </message>
    <message>
        <source>■ read   □ open   ▨ washout   ▣ being read</source>
        <translation>■ 読影済み&#x3000;□ 未読影&#x3000;▨ ウォッシュアウト&#x3000;▣ 読影中</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Why it is closed; recorded</source>
        <translation>終了の理由（記録されます）</translation>
    </message>
    <message>
        <source>Reason of closing</source>
        <translation>終了の理由</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>経過</translation>
    </message>
    <message>
        <source>The study is closed. No answer is taken any more; results may be shown.</source>
        <translation>研究は終了しました。回答は受け付けず、結果を表示できます。</translation>
    </message>
    <message>
        <source>Every reader has finished. Results may be shown; closing ends the reading for good, adjudication included.</source>
        <translation>全読影者が完了しました。結果を表示できます。終了すると裁定を含めて読影は締め切られます。</translation>
    </message>
    <message>
        <source>Hidden until every reader has finished or the study is closed. Closing is recorded and cannot be undone.</source>
        <translation>全読影者の完了または研究の終了まで表示されません。終了は記録され、取り消せません。</translation>
    </message>
    <message>
        <source>Reading begins when the study is sealed.</source>
        <translation>読影は封印後に始まります。</translation>
    </message>
    <message>
        <source>Write why.</source>
        <translation>理由を書いてください。</translation>
    </message>
    <message>
        <source>Closing the study</source>
        <translation>研究を終了しています</translation>
    </message>
    <message>
        <source>The study is closed.</source>
        <translation>研究は終了しています。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>1 reader</source>
        <translation>読影者 1 名</translation>
    </message>
    <message>
        <source>%1 readers</source>
        <translation>読影者 %1 名</translation>
    </message>
    <message>
        <source>1 case</source>
        <translation>1 症例</translation>
    </message>
    <message>
        <source>%1 cases</source>
        <translation>%1 症例</translation>
    </message>
</context>
<context>
    <name>cf::ui::SaveSheet</name>
    <message>
        <source>leaves this computer</source>
        <translation>このコンピュータから出る</translation>
    </message>
    <message>
        <source>stays here</source>
        <translation>ここに残る</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>What leaves this computer with the file</source>
        <translation>ファイルとともに出る内容</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>保存先</translation>
    </message>
    <message>
        <source>Name a file.</source>
        <translation>ファイル名を指定してください。</translation>
    </message>
    <message>
        <source>This is a folder. Name a file in it.</source>
        <translation>これはフォルダです。中のファイル名を指定してください。</translation>
    </message>
    <message>
        <source>There is such a file already, and nothing is overwritten. Choose another name.</source>
        <translation>同名のファイルがあり、上書きはしません。別の名前にしてください。</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>フォルダ %1 がありません。</translation>
    </message>
</context>
<context>
    <name>cf::ui::ScorecardPanel</name>
    <message>
        <source>⊘ %1 of %2 passed</source>
        <translation>⊘ %2 項目中 %1 合格</translation>
    </message>
    <message>
        <source>✓ Passed all %1 gates</source>
        <translation>✓ 全 %1 ゲート合格</translation>
    </message>
    <message>
        <source>Correct the region</source>
        <translation>範囲を修正</translation>
    </message>
    <message>
        <source>Another seed</source>
        <translation>別のシード</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>星を付ける</translation>
    </message>
    <message>
        <source>Save synthetic DICOM…</source>
        <translation>合成 DICOM を保存…</translation>
    </message>
    <message>
        <source>Save synthetic DICOM (Ctrl+Shift+S)</source>
        <translation>合成 DICOM を保存（Ctrl+Shift+S）</translation>
    </message>
    <message>
        <source>The last preview is kept.</source>
        <translation>プレビューは残っています。</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>却下：%1</translation>
    </message>
    <message>
        <source>%1 %2 → %3</source>
        <translation>%1 %2 → %3</translation>
    </message>
    <message>
        <source>Classifier: %1</source>
        <translation>分類器：%1</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>星付き</translation>
    </message>
    <message>
        <source>Saved · save again…</source>
        <translation>保存済み · 再保存…</translation>
    </message>
    <message>
        <source>— Asked change not judged · %1 of %2 passed</source>
        <translation>— 指示の変化は未判定 · %2 項目中 %1 合格</translation>
    </message>
    <message>
        <source>✓ %1 of %2 passed · — %3 not judged</source>
        <translation>✓ %2 項目中 %1 合格 · — %3 未判定</translation>
    </message>
    <message>
        <source>— %1: %2</source>
        <translation>— %1：%2</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Each edit is judged here: what changed, where, and why it was accepted or refused.</source>
        <translation>編集の判定：何がどこで変わり、なぜ採用または却下されたか。</translation>
    </message>
    <message>
        <source>Show the rest of the reason</source>
        <translation>理由の続きを表示</translation>
    </message>
    <message>
        <source>Take this edit&apos;s region as a mask: correct it with the brush, then Update</source>
        <translation>この編集の範囲をマスクにします。ブラシで修正し「更新」を押します</translation>
    </message>
    <message>
        <source>The edit is kept, counted and exported as refused.</source>
        <translation>編集は却下として保存・集計・書き出しされます。</translation>
    </message>
    <message>
        <source>△ %1</source>
        <translation>△ %1</translation>
    </message>
    <message>
        <source>region %1</source>
        <translation>範囲：%1</translation>
    </message>
    <message>
        <source>%1&#xa0;px changed inside, %2&#xa0;outside</source>
        <translation>変化した画素：範囲内 %1、範囲外 %2</translation>
    </message>
    <message>
        <source>%1&#xa0;network&#xa0;rows</source>
        <translation>ネットワーク %1 行</translation>
    </message>
    <message>
        <source>%1&#xa0;s</source>
        <translation>%1 秒</translation>
    </message>
</context>
<context>
    <name>cf::ui::SealPage</name>
    <message>
        <source>Seal without a leak check</source>
        <translation>漏洩チェックなしで封印</translation>
    </message>
    <message>
        <source>I know that protocol, cases and analysis plan cannot change afterwards</source>
        <translation>プロトコル・症例・解析計画は以後変更できないことを了解しました</translation>
    </message>
    <message>
        <source>Seal the study</source>
        <translation>研究を封印</translation>
    </message>
    <message>
        <source>Verify everything</source>
        <translation>すべて検証</translation>
    </message>
    <message>
        <source>Seals</source>
        <translation>封印</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>封印</translation>
    </message>
    <message>
        <source>Protocol, cases, pixels, analysis plan and leak check are hashed before the first answer. Nothing of it changes afterwards; an amendment is a new sealed version with a reason, beside the old one. The hash stands on every report.</source>
        <translation>最初の回答の前に、プロトコル・症例・画素・解析計画・漏洩チェックのハッシュを取ります。以後は変わりません。改訂は理由を添えた新しい封印版で、前の版と並べて残ります。ハッシュはすべての報告書に載ります。</translation>
    </message>
    <message>
        <source>Why it is sealed in spite of a leak, or without a check</source>
        <translation>漏洩があるまま、またはチェックなしで封印する理由</translation>
    </message>
    <message>
        <source>Newest record of the audit. Note it outside of this study: it shows later that nothing was cut off.</source>
        <translation>監査記録の最新項目。この研究の外に控えておくと、後で末尾が失われていないことを示せます。</translation>
    </message>
    <message>
        <source>Newest record of the audit</source>
        <translation>監査記録の最新項目</translation>
    </message>
    <message>
        <source>The leak check is made once more when the study is sealed.</source>
        <translation>封印時に漏洩チェックを改めて行います。</translation>
    </message>
    <message>
        <source>⊘ A channel leaks: sealing needs a reason.</source>
        <translation>⊘ 漏洩があります：封印には理由が必要です。</translation>
    </message>
    <message>
        <source>✓ No channel leaked; the check is made once more when the study is sealed.</source>
        <translation>✓ 漏洩はありませんでした。封印時に改めてチェックします。</translation>
    </message>
    <message>
        <source>Write why.</source>
        <translation>理由を書いてください。</translation>
    </message>
    <message>
        <source>Confirm the line above.</source>
        <translation>上の行を確認してください。</translation>
    </message>
    <message>
        <source>Looking for leaks, then sealing</source>
        <translation>漏洩を調べて封印しています</translation>
    </message>
    <message>
        <source>Sealed. SHA-256 %1</source>
        <translation>封印しました。SHA-256 %1</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>検証中</translation>
    </message>
    <message>
        <source>Everything is as it was written.</source>
        <translation>すべて書かれたとおりです。</translation>
    </message>
    <message>
        <source>A record noted earlier, with which it is verified; may be empty</source>
        <translation>以前に控えた記録（照合用・空欄可）</translation>
    </message>
    <message>
        <source>Record of the audit that was noted earlier</source>
        <translation>以前に控えた監査記録</translation>
    </message>
</context>
<context>
    <name>cf::ui::ShellActions</name>
    <message>
        <source>Open folder</source>
        <translation>フォルダを開く</translation>
    </message>
    <message>
        <source>Model folder</source>
        <translation>モデルのフォルダ</translation>
    </message>
</context>
<context>
    <name>cf::ui::ShellStatus</name>
    <message>
        <source>?</source>
        <translation>?</translation>
    </message>
    <message>
        <source>for keys</source>
        <translation>キー一覧</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Ctrl+K</translation>
    </message>
    <message>
        <source>commands</source>
        <translation>コマンド</translation>
    </message>
    <message>
        <source>Autosave on · saved %1</source>
        <translation>自動保存 · %1 に保存</translation>
    </message>
</context>
<context>
    <name>cf::ui::SizePanel</name>
    <message>
        <source>Readers</source>
        <translation>読影者</translation>
    </message>
    <message>
        <source>Cases of each reader</source>
        <translation>読影者あたりの症例数</translation>
    </message>
    <message>
        <source>Are edits told from real images?</source>
        <translation>編集画像は見分けられるか</translation>
    </message>
    <message>
        <source>Right by chance</source>
        <translation>偶然の正答率</translation>
    </message>
    <message>
        <source>Share right not to be missed</source>
        <translation>見逃せない正答率</translation>
    </message>
    <message>
        <source>Correlation of a reader&apos;s answers</source>
        <translation>同一読影者の回答の相関</translation>
    </message>
    <message>
        <source>How well do readers agree?</source>
        <translation>読影者はどの程度一致するか</translation>
    </message>
    <message>
        <source>Equal answers expected</source>
        <translation>予想される一致率</translation>
    </message>
    <message>
        <source>Of these by chance</source>
        <translation>うち偶然の一致率</translation>
    </message>
    <message>
        <source>Half width of kappa&apos;s interval</source>
        <translation>κ の区間の半幅</translation>
    </message>
    <message>
        <source>Do two areas under the curve differ?</source>
        <translation>2つの曲線下面積は異なるか</translation>
    </message>
    <message>
        <source>Difference not to be missed</source>
        <translation>見逃せない差</translation>
    </message>
    <message>
        <source>Cases of the pilot</source>
        <translation>予備研究の症例数</translation>
    </message>
    <message>
        <source>Variance test × reader</source>
        <translation>分散（検査×読影者）</translation>
    </message>
    <message>
        <source>Variance of error</source>
        <translation>誤差分散</translation>
    </message>
    <message>
        <source>Power 80 %, level 5 % two-sided. Binomial with the design effect 1 + (m − 1) ρ; kappa after Cohen; areas after Obuchowski and Rockette with random readers and cases, components here of the Van Dyke data.</source>
        <translation>検出力 80 %、有意水準 5 %（両側）。二項検定とデザイン効果 1 + (m − 1) ρ、κ は Cohen、面積は Obuchowski と Rockette（読影者・症例とも変量）。成分の初期値は Van Dyke データ。</translation>
    </message>
    <message>
        <source>Enough: %1 answers, %2 are needed.</source>
        <translation>十分：回答 %1、必要数 %2。</translation>
    </message>
    <message>
        <source>Too few: %1 answers, %2 are needed, that is %3 readers of so many cases.</source>
        <translation>不足：回答 %1、必要数 %2（この症例数なら読影者 %3 名）。</translation>
    </message>
    <message>
        <source>Enough: kappa %1 ± %2.</source>
        <translation>十分：κ %1 ± %2。</translation>
    </message>
    <message>
        <source>Too few: kappa %1 ± %2; two readers and %3 cases are needed.</source>
        <translation>不足：κ %1 ± %2。読影者2名と %3 症例が必要。</translation>
    </message>
    <message>
        <source>Enough: power %1 %.</source>
        <translation>十分：検出力 %1 %。</translation>
    </message>
    <message>
        <source>Too few: power %1 %; %2 cases are needed with these readers.</source>
        <translation>不足：検出力 %1 %。この読影者数なら %2 症例が必要。</translation>
    </message>
    <message>
        <source>Too few: power %1 %; not even 2000 cases are enough with these readers. Take more readers.</source>
        <translation>不足：検出力 %1 %。この読影者数では 2000 症例でも足りません。読影者を増やしてください。</translation>
    </message>
</context>
<context>
    <name>cf::ui::SlotChips</name>
    <message>
        <source>How the instruction is understood</source>
        <translation>指示の解釈</translation>
    </message>
    <message>
        <source>needs a mask</source>
        <translation>マスクが必要</translation>
    </message>
    <message>
        <source>model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>by mask</source>
        <translation>マスクで</translation>
    </message>
    <message>
        <source>not heard</source>
        <translation>解釈不可</translation>
    </message>
    <message>
        <source>The model cannot hear this word. Draw a mask there and it decides.</source>
        <translation>モデルはこの語を解釈できません。そこにマスクを描くと指定できます。</translation>
    </message>
    <message>
        <source>The model&apos;s captions have this word.</source>
        <translation>モデルのキャプションにある語です。</translation>
    </message>
    <message>
        <source>Understood as “%1”; the model&apos;s captions have it.</source>
        <translation>「%1」と解釈。モデルのキャプションにあります。</translation>
    </message>
    <message>
        <source>The drawn mask decides this.</source>
        <translation>描いたマスクで決まります。</translation>
    </message>
    <message>
        <source>Not in this model&apos;s captions. It will be left out or may be ignored.</source>
        <translation>このモデルのキャプションにない語です。反映されないことがあります。</translation>
    </message>
    <message>
        <source>+%1</source>
        <translation>+%1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>This method will do it. %1</source>
        <translation>この方法で行います。%1</translation>
    </message>
    <message>
        <source>understood</source>
        <translation>解釈済み</translation>
    </message>
    <message>
        <source>This word is understood.</source>
        <translation>この語は解釈できました。</translation>
    </message>
    <message>
        <source>Understood as “%1”.</source>
        <translation>「%1」と解釈しました。</translation>
    </message>
</context>
<context>
    <name>cf::ui::SourceLabels</name>
    <message>
        <source>What the film shows</source>
        <translation>画像の所見</translation>
    </message>
    <message>
        <source>Confirm: none of these is seen</source>
        <translation>確認：いずれも見られない</translation>
    </message>
    <message>
        <source>Confirm what is marked</source>
        <translation>印を付けたものを確認</translation>
    </message>
    <message>
        <source>nothing listed</source>
        <translation>記載なし</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>記載なし</translation>
    </message>
    <message>
        <source>%1 +%2</source>
        <translation>%1 +%2</translation>
    </message>
    <message>
        <source> ✓</source>
        <translation> ✓</translation>
    </message>
    <message>
        <source> (proposed)</source>
        <translation>（提案）</translation>
    </message>
    <message>
        <source>Film shows: %1%2</source>
        <translation>所見：%1%2</translation>
    </message>
    <message>
        <source>Film shows: %1, confirmed</source>
        <translation>所見：%1、確認済み</translation>
    </message>
    <message>
        <source>Film shows: %1, proposed, not confirmed</source>
        <translation>所見：%1、提案、未確認</translation>
    </message>
    <message>
        <source>Nothing is said of what the film shows. Mark it, and contradictions are warned of.</source>
        <translation>画像の所見が未記載です。記載すると矛盾を警告します。</translation>
    </message>
    <message>
        <source>Proposed: %1. Confirm or correct it.</source>
        <translation>提案：%1。確認または修正してください。</translation>
    </message>
    <message>
        <source>Confirmed: %1</source>
        <translation>確認済み：%1</translation>
    </message>
</context>
<context>
    <name>cf::ui::StageView</name>
    <message>
        <source>The films</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>First edits</source>
        <translation>最初の編集</translation>
    </message>
    <message>
        <source>Many films</source>
        <translation>多数の画像</translation>
    </message>
    <message>
        <source>Adapting the model</source>
        <translation>モデルの適応</translation>
    </message>
    <message>
        <source>Does it help a classifier?</source>
        <translation>分類器の役に立つか</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1・%2</translation>
    </message>
    <message>
        <source>Every film is looked at: view, doubles, printed words, whether the model can work with it.</source>
        <translation>すべての画像を調べます：撮影方向、重複、焼き込み文字、モデルで扱えるかどうか。</translation>
    </message>
    <message>
        <source>A few films are edited, and an expert reads the cases.</source>
        <translation>少数の画像を編集し、専門家が症例を読影します。</translation>
    </message>
    <message>
        <source>More films, what else moves with an edit, and a second reading.</source>
        <translation>より多くの画像で、編集に伴って他に何が動くかを測り、再度読影します。</translation>
    </message>
    <message>
        <source>A text-to-image model learns from the training patients&apos; films alone. Hours.</source>
        <translation>テキストから画像を作るモデルが、学習用患者の画像だけから学びます。数時間かかります。</translation>
    </message>
    <message>
        <source>Classifiers on your own label and shortcut, with and without counterfactuals. Hours.</source>
        <translation>ご自身のラベルと近道手がかりで、反事実画像の有無による分類器を比べます。数時間かかります。</translation>
    </message>
    <message>
        <source>met</source>
        <translation>満たす</translation>
    </message>
    <message>
        <source>not met</source>
        <translation>満たさない</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未定</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>ページ</translation>
    </message>
    <message>
        <source>Page of stage %1</source>
        <translation>段階 %1 のページ</translation>
    </message>
    <message>
        <source>running</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>未着手</translation>
    </message>
    <message>
        <source>Begun against the rules of the stage before: %1</source>
        <translation>前の段階の規則を満たさずに開始：%1</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>次：%1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Work it again</source>
        <translation>もう一度行う</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>%1, stage %2</source>
        <translation>%1、段階 %2</translation>
    </message>
    <message>
        <source>Once the stage is worked.</source>
        <translation>段階が済むと開けます。</translation>
    </message>
</context>
<context>
    <name>cf::ui::StagesForm</name>
    <message>
        <source>Stages</source>
        <translation>段階</translation>
    </message>
    <message>
        <source>Add a stage</source>
        <translation>段階を追加</translation>
    </message>
    <message>
        <source>Short name of the stage</source>
        <translation>段階の短い名前</translation>
    </message>
    <message>
        <source>e.g. aware</source>
        <translation>例：aware</translation>
    </message>
    <message>
        <source>Title, English</source>
        <translation>題名（英語）</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英語</translation>
    </message>
    <message>
        <source>Title, Japanese</source>
        <translation>題名（日本語）</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日本語</translation>
    </message>
    <message>
        <source>Notice, English</source>
        <translation>告知（英語）</translation>
    </message>
    <message>
        <source>Over the image; empty: the usual sentence</source>
        <translation>画像の上に表示（空欄：通常の文）</translation>
    </message>
    <message>
        <source>Notice, Japanese</source>
        <translation>告知（日本語）</translation>
    </message>
    <message>
        <source>The difference map stands beside the image</source>
        <translation>差分マップを画像の横に示す</translation>
    </message>
    <message>
        <source>When it is read</source>
        <translation>読影の時期</translation>
    </message>
    <message>
        <source>Washout, days</source>
        <translation>ウォッシュアウト（日）</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>短い名前</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>題名</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>告知</translation>
    </message>
    <message>
        <source>Is read</source>
        <translation>読影の時期</translation>
    </message>
    <message>
        <source>Asks</source>
        <translation>尋ねる質問</translation>
    </message>
</context>
<context>
    <name>cf::ui::StartPage</name>
    <message>
        <source>New study…</source>
        <translation>新しい研究…</translation>
    </message>
    <message>
        <source>Open as coordinator</source>
        <translation>コーディネーターとして開く</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>読影</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>検証</translation>
    </message>
    <message>
        <source>Blinded reader studies: designed, checked for leaks, sealed, read, analysed and published on this computer.</source>
        <translation>盲検の読影研究：設計・漏洩チェック・封印・読影・解析・報告をこのコンピューターで行います。</translation>
    </message>
    <message>
        <source>Make a study</source>
        <translation>研究を作る</translation>
    </message>
    <message>
        <source>Title, e.g. Left effusion</source>
        <translation>題名（例：左胸水）</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>題名</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>デザイン</translation>
    </message>
    <message>
        <source>Open a study, or read one</source>
        <translation>研究を開く・読影する</translation>
    </message>
    <message>
        <source>NAME.cfstudy, a reader package (NAME.cfreader), or postgresql://user@host/database?schema=name</source>
        <translation>NAME.cfstudy、読影者パッケージ（NAME.cfreader）、または postgresql://user@host/database?schema=name</translation>
    </message>
    <message>
        <source>File or connection</source>
        <translation>ファイルまたは接続先</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>As reader, e.g. R1</source>
        <translation>読影者（例：R1）</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>読影者</translation>
    </message>
    <message>
        <source>A study or a reader package</source>
        <translation>研究または読影者パッケージ</translation>
    </message>
    <message>
        <source>Studies (*.cfstudy *.cfreader);;All files (*)</source>
        <translation>研究 (*.cfstudy *.cfreader);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>A study needs a title.</source>
        <translation>研究には題名が必要です。</translation>
    </message>
    <message>
        <source>Say which study, and which reader you are.</source>
        <translation>研究と読影者を指定してください。</translation>
    </message>
</context>
<context>
    <name>cf::ui::StudyController</name>
    <message>
        <source>Reading files</source>
        <translation>ファイルを読み込んでいます</translation>
    </message>
    <message>
        <source>%1, %2 of %3</source>
        <translation>%1、%2 / %3</translation>
    </message>
</context>
<context>
    <name>cf::ui::StudyDesk</name>
    <message>
        <source>Opening the study</source>
        <translation>研究を開いています</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>中止しました。何も変わっていません。</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1：%3件中%2件</translation>
    </message>
</context>
<context>
    <name>cf::ui::StudyPanel</name>
    <message>
        <source>Studies</source>
        <translation>検査</translation>
    </message>
    <message>
        <source>Open files (Ctrl+O)</source>
        <translation>ファイルを開く（Ctrl+O）</translation>
    </message>
    <message>
        <source>Open folder (Ctrl+Shift+O)</source>
        <translation>フォルダを開く（Ctrl+Shift+O）</translation>
    </message>
    <message>
        <source>No study is open.
Drop files here or open a folder.</source>
        <translation>検査が開かれていません。
ファイルをドロップするか、フォルダを開いてください。</translation>
    </message>
</context>
<context>
    <name>cf::ui::StudyRowDelegate</name>
    <message>
        <source>not read</source>
        <translation>未読</translation>
    </message>
</context>
<context>
    <name>cf::ui::StudySummary</name>
    <message>
        <source>Protocol</source>
        <translation>プロトコル</translation>
    </message>
    <message>
        <source>Leak check</source>
        <translation>漏洩チェック</translation>
    </message>
    <message>
        <source>No study is open.</source>
        <translation>研究が開かれていません。</translation>
    </message>
    <message>
        <source>Sealed protocol</source>
        <translation>封印済みプロトコル</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>sealed</source>
        <translation>封印済み</translation>
    </message>
    <message>
        <source>Not looked for yet.</source>
        <translation>まだ調べていません。</translation>
    </message>
    <message>
        <source>⊘ Leaks</source>
        <translation>⊘ 漏洩あり</translation>
    </message>
    <message>
        <source>△ Out of date</source>
        <translation>△ 古い結果</translation>
    </message>
    <message>
        <source>✓ Passed</source>
        <translation>✓ 合格</translation>
    </message>
    <message>
        <source>AUC of a small detector that tries to tell real from synthetic without looking at the chest. 0.5 is chance.</source>
        <translation>胸部を見ずに実画像と合成画像の区別を試みる小さな検出器のAUC。0.5 は偶然。</translation>
    </message>
</context>
<context>
    <name>cf::ui::StudyTreeModel</name>
    <message>
        <source>image %1</source>
        <translation>画像 %1</translation>
    </message>
    <message>
        <source>frame %1</source>
        <translation>フレーム %1</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>Unknown patient</source>
        <translation>患者不明</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>検査</translation>
    </message>
    <message>
        <source>Series %1</source>
        <translation>シリーズ %1</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>no patient stated</source>
        <translation>患者の記載なし</translation>
    </message>
    <message>
        <source>SYNTHETIC · %1</source>
        <translation>合成 SYNTHETIC · %1</translation>
    </message>
    <message>
        <source>synthetic</source>
        <translation>合成</translation>
    </message>
</context>
<context>
    <name>cf::ui::ToolRail</name>
    <message>
        <source>Window / level</source>
        <translation>ウィンドウ／レベル</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>移動</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>プローブ</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>ブラシ</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>消しゴム</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>投げ縄</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>楕円</translation>
    </message>
</context>
<context>
    <name>cf::ui::Tour</name>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Leave the tour</source>
        <translation>ツアーを終える</translation>
    </message>
    <message>
        <source>1 of 5. Open the sample: a film of nobody, rendered by the program. Or drop a film of your own.</source>
        <translation>1/5&#x3000;サンプルを開きます。プログラムが作った、実在しない人の画像です。手持ちの画像をドロップしてもかまいません。</translation>
    </message>
    <message>
        <source>2 of 5. Type what should be different, for example: remove the pacemaker.</source>
        <translation>2/5&#x3000;変更内容を入力します。例：ペースメーカーを消す。</translation>
    </message>
    <message>
        <source>3 of 5. Each part that was understood is a chip: heard by the model, by a mask, or not at all.</source>
        <translation>3/5&#x3000;解釈できた部分はチップで示されます：モデルが解釈、マスクで指定、または解釈不可。</translation>
    </message>
    <message>
        <source>4 of 5. Generate, or press Ctrl+Enter. With Region first the region comes before the edit: press again to apply it.</source>
        <translation>4/5&#x3000;「生成」または Ctrl+Enter を押します。「先に範囲を表示」では範囲が先に出るので、もう一度押して適用します。</translation>
    </message>
    <message>
        <source>5 of 5. Compare: side by side, swipe, blink, and the difference. Alt+1 to Alt+6 do the same.</source>
        <translation>5/5&#x3000;比較します：並列、スワイプ、点滅、差分。Alt+1～Alt+6 でも切り替えられます。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
</context>
<context>
    <name>cf::ui::UnreadList</name>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Copy names and reasons</source>
        <translation>名前と理由をコピー</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Files that could not be read</source>
        <translation>読み込めなかったファイル</translation>
    </message>
    <message>
        <source>%1 not read</source>
        <translation>未読 %1</translation>
    </message>
    <message>
        <source>1 file was not read</source>
        <translation>1件のファイルを読み込めませんでした</translation>
    </message>
    <message>
        <source>%1 files were not read</source>
        <translation>%1 件のファイルを読み込めませんでした</translation>
    </message>
    <message>
        <source>Show the files that could not be read, and why</source>
        <translation>読み込めなかったファイルと理由を表示</translation>
    </message>
</context>
<context>
    <name>cf::ui::ViewerWindow</name>
    <message>
        <source>Original over counterfactual</source>
        <translation>上に原画像、下に反実仮想</translation>
    </message>
    <message>
        <source>Original over difference</source>
        <translation>上に原画像、下に差分</translation>
    </message>
    <message>
        <source>Layout of the second viewer</source>
        <translation>2つ目のビューアの配置</translation>
    </message>
    <message>
        <source>Viewer 2</source>
        <translation>ビューア 2</translation>
    </message>
    <message>
        <source>For research and education, not for diagnosis.</source>
        <translation>研究・教育用。診断には使用できません。</translation>
    </message>
    <message>
        <source>Contrafact · Viewer 2 · SYNTHETIC · edit %1</source>
        <translation>Contrafact · ビューア 2 · 合成 SYNTHETIC · 編集 %1</translation>
    </message>
    <message>
        <source>Contrafact · Viewer 2</source>
        <translation>Contrafact · ビューア 2</translation>
    </message>
</context>
<context>
    <name>cf::ui::Viewport</name>
    <message>
        <source>Image</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Counterfactual, synthetic</source>
        <translation>反実仮想、合成</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原画像</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>却下</translation>
    </message>
    <message>
        <source>W %1  L %2</source>
        <translation>W %1  L %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>REFUSED</source>
        <translation>却下</translation>
    </message>
    <message>
        <source>hardly any change</source>
        <translation>ほとんど変化なし</translation>
    </message>
</context>
<context>
    <name>cf::ui::Workplace</name>
    <message>
        <source>Edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>検証</translation>
    </message>
    <message>
        <source>Annotation</source>
        <translation>注釈</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>データセット</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
</context>
<context>
    <name>MethodWords</name>
    <message>
        <source>removed in pixels</source>
        <translation>画素上で除去</translation>
    </message>
    <message>
        <source>drawn by the renderer</source>
        <translation>レンダラーで描画</translation>
    </message>
    <message>
        <source>by the model</source>
        <translation>モデルで編集</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>EntryFacts</name>
    <message>
        <source>Instruction</source>
        <translation>指示</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Branch of</source>
        <translation>分岐元</translation>
    </message>
    <message>
        <source>edit %1</source>
        <translation>編集 %1</translation>
    </message>
    <message>
        <source>the original</source>
        <translation>原画像</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>ステップ</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>シード</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>ゲート</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>作成</translation>
    </message>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <translation>yyyy年M月d日 HH:mm</translation>
    </message>
    <message>
        <source>%1 of %2 passed</source>
        <translation>%2 項目中 %1 合格</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>編集 %1</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原画像</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>範囲</translation>
    </message>
</context>
<context>
    <name>RegionWords</name>
    <message>
        <source>drawn by hand</source>
        <translation>手描き</translation>
    </message>
    <message>
        <source>as rendered</source>
        <translation>描画した範囲</translation>
    </message>
    <message>
        <source>found by the program</source>
        <translation>プログラムが検出</translation>
    </message>
</context>
<context>
    <name>SyntheticMarks</name>
    <message>
        <source>SYNTHETIC</source>
        <translation>合成 SYNTHETIC</translation>
    </message>
    <message>
        <source>SYNTHETIC: not a radiograph of this patient</source>
        <translation>合成 SYNTHETIC：この患者のX線写真ではありません</translation>
    </message>
</context>
<context>
    <name>cf::ui::ComparisonWorkplace</name>
    <message>
        <source>%1 (refused)</source>
        <translation>%1（却下）</translation>
    </message>
    <message>
        <source>A: the original or an edit</source>
        <translation>A：原画像または編集</translation>
    </message>
    <message>
        <source>B: the edit that is compared with A</source>
        <translation>B：A と比べる編集</translation>
    </message>
    <message>
        <source>Bold: differs between the two.</source>
        <translation>太字：両者で異なる項目</translation>
    </message>
    <message>
        <source>Difference of the two</source>
        <translation>二つの差分</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比較(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>B − A</source>
        <translation>B − A</translation>
    </message>
    <message>
        <source>SYNTHETIC · comparison with edit %1</source>
        <translation>合成 SYNTHETIC · 編集 %1 との比較</translation>
    </message>
</context>
</TS>
